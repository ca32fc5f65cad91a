package io.bucketwarden.doctor;

import io.bucketwarden.aws.QueueUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What waits, in the queue and in those for dead letters. How long it waits only CloudWatch tells.
 *
 * @param attributes of the queue with an ARN, asked now
 */
record Backlog(QueueUrl queue, String region, Function<String, Reply<Map<String, String>>> attributes) {

    static final String NAME = "dead letters";

    /** More than come in an hour in which every bucket of a large account is changed. */
    static final long MOST = 1_000;

    Diagnosis judge(Map<String, String> own, Optional<String> dead, List<BusRule> rules) {
        var parts = new ArrayList<Diagnosis>();
        parts.add(waiting(own));
        dead.ifPresent(arn -> parts.add(look(arn, "read several times and not finished with")));
        rules.stream()
                .map(BusRule::undelivered)
                .flatMap(Optional::stream)
                .distinct()
                .forEach(arn -> parts.add(look(arn, "not delivered by EventBridge")));
        if (rules.isEmpty() || !rules.stream().allMatch(BusRule::known)) {
            parts.add(Diagnosis.unknown(NAME, "where the rule puts what it cannot deliver is not known", ""));
        } else if (rules.stream().anyMatch(rule -> rule.undelivered().isEmpty())) {
            parts.add(Diagnosis.problem(
                    NAME,
                    "the rule has no queue for what it cannot deliver, so that is lost unseen",
                    BusRules.INSTALL + region));
        }
        return Diagnosis.worst(NAME, parts);
    }

    private static Diagnosis waiting(Map<String, String> own) {
        var waiting = QueueCounts.waiting(own);
        return waiting > MOST
                ? Diagnosis.problem(
                        NAME,
                        waiting + " messages wait in the queue",
                        "Does the operator run, with --queue, and may it read the queue? Its log tells.")
                : Diagnosis.ok(NAME, waiting + " waiting, none dead");
    }

    private Diagnosis look(String arn, String what) {
        return attributes.apply(arn).judge(NAME, answer -> {
            var waiting = QueueCounts.waiting(answer);
            return waiting == 0
                    ? Diagnosis.ok(NAME, "")
                    : Diagnosis.problem(NAME, waiting + " messages were " + what, peek(arn));
        });
    }

    private String peek(String arn) {
        return "aws sqs receive-message --region " + region
                + " --visibility-timeout 0 --message-attribute-names All --queue-url " + beside(queue.url(), arn)
                + " shows one.";
    }

    /** The URL of a queue in the same place. */
    static String beside(String url, String arn) {
        var parts = arn.split(":", 6);
        var path = url.indexOf('/', url.indexOf("//") + 2);
        return url.substring(0, path) + "/" + parts[4] + "/" + parts[5];
    }
}
