package io.bucketwarden.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.iam.MalformedPolicyException;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.PolicyEvaluation;
import io.bucketwarden.iam.Principal;
import io.bucketwarden.iam.Request;
import io.bucketwarden.iam.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a queue is set up, by its attributes: pure.
 *
 * @param attributes as SQS names them
 */
record QueueCheck(String url, String region, Map<String, String> attributes) {

    static final String NAME = "queue";

    private static final int LEAST_VISIBILITY = 30;

    Diagnosis judge(List<BusRule> rules) {
        var parts = new ArrayList<Diagnosis>();
        rules.forEach(rule -> parts.add(admission(rule)));
        if (rules.isEmpty()) {
            parts.add(Diagnosis.unknown(NAME, "which rule its policy would have to admit is not known", ""));
        }
        parts.add(encryption());
        parts.add(redrive());
        parts.add(visibility());
        return Diagnosis.worst(NAME, parts);
    }

    String arn() {
        return attributes.getOrDefault("QueueArn", "");
    }

    static boolean isArn(@Nullable String text) {
        return text != null && text.split(":", 6).length == 6;
    }

    /** The ARN of the queue to which it gives up messages. */
    Optional<String> dead() {
        try {
            var policy = new ObjectMapper().readTree(attributes.getOrDefault("RedrivePolicy", "{}"));
            return Optional.of(policy.path("deadLetterTargetArn").asText()).filter(QueueCheck::isArn);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private Diagnosis admission(BusRule rule) {
        var request = new Request(
                Principal.of("events.amazonaws.com"),
                "sqs:SendMessage",
                arn(),
                RequestContext.exactly(Map.of(
                        "aws:SourceArn",
                        List.of(rule.arn()),
                        "aws:SourceAccount",
                        List.of(rule.arn().split(":", 6)[4]),
                        "aws:SecureTransport",
                        List.of("true"))));
        try {
            var policy = PolicyDocument.parse(attributes.getOrDefault("Policy", "{\"Statement\":[]}"));
            var fix = "Allow sqs:SendMessage on " + arn()
                    + " to the service events.amazonaws.com with ArnEquals aws:SourceArn " + rule.arn()
                    + " in the queue's policy, as config/aws/real-time.yaml does.";
            return switch (PolicyEvaluation.evaluate(policy, request).decision()) {
                case ALLOW -> Diagnosis.ok(NAME, "admits " + rule.name());
                case CANNOT_TELL ->
                    Diagnosis.unknown(
                            NAME, "whether its policy admits the rule " + rule.name() + " cannot be told", fix);
                case EXPLICIT_DENY, IMPLICIT_DENY ->
                    Diagnosis.problem(NAME, "its policy does not admit the rule " + rule.name(), fix);
            };
        } catch (MalformedPolicyException _) {
            return Diagnosis.unknown(NAME, "its policy cannot be read", "");
        }
    }

    private Diagnosis encryption() {
        var key = attributes.getOrDefault("KmsMasterKeyId", "");
        if (key.isEmpty()) {
            return Diagnosis.ok(NAME, "no key of KMS");
        }
        if (key.endsWith("alias/aws/sqs")) {
            return Diagnosis.problem(
                    NAME,
                    "its key is AWS's own (alias/aws/sqs), which EventBridge may not use",
                    "aws sqs set-queue-attributes --region " + region + " --queue-url " + url
                            + " --attributes KmsMasterKeyId=,SqsManagedSseEnabled=true");
        }
        return Diagnosis.unknown(
                NAME,
                "whether EventBridge may use its key " + key + " is not looked at",
                "aws kms get-key-policy --region " + region + " --policy-name default --key-id " + key
                        + " must allow events.amazonaws.com kms:GenerateDataKey and kms:Decrypt.");
    }

    private Diagnosis redrive() {
        return dead().isPresent()
                ? Diagnosis.ok(NAME, "gives up to a dead-letter queue")
                : Diagnosis.problem(
                        NAME,
                        "it has no dead-letter queue, so what cannot be read is tried again for days",
                        BusRules.INSTALL + region);
    }

    private Diagnosis visibility() {
        var seconds = QueueCounts.of(attributes, "VisibilityTimeout");
        return seconds >= LEAST_VISIBILITY
                ? Diagnosis.ok(NAME, "hides what is read for " + seconds + " s")
                : Diagnosis.problem(
                        NAME,
                        "it hides what is read for " + seconds + " s only, so messages are read twice",
                        "aws sqs set-queue-attributes --region " + region + " --queue-url " + url
                                + " --attributes VisibilityTimeout=60");
    }
}
