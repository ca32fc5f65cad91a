package io.bucketwarden.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bucketwarden.aws.JsonCalls;
import io.bucketwarden.doctor.Diagnosis.State;
import io.bucketwarden.doctor.Reply.Answered;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules that send to a queue, and whether they work.
 *
 * @param queue its ARN
 * @param caller the account that asks; null when not known
 */
record BusRules(
        JsonCalls calls,
        String region,
        String queue,
        @Nullable String caller) {

    static final String NAME = "rule";
    static final String INSTALL =
            "aws cloudformation deploy --template-file config/aws/real-time.yaml --stack-name bucketwarden"
                    + " --capabilities CAPABILITY_IAM --region ";

    /** A change of a bucket, with every field that EventBridge wants of an event. */
    private static final String SAMPLE = """
            {"version":"0","id":"5e0d4c1e-0b6b-4b46-8f0a-2a3c8f0e6d11","source":"aws.s3","account":"123456789012",\
            "time":"2026-01-01T00:00:00Z","region":"us-east-1","resources":[],\
            "detail-type":"AWS API Call via CloudTrail","detail":{"eventSource":"s3.amazonaws.com",\
            "eventName":"PutBucketAcl","requestParameters":{"bucketName":"acme"},"readOnly":false}}""";

    /** The rules, and what is told of them together. */
    record Found(List<BusRule> rules, Diagnosis diagnosis) {}

    Found look() {
        var names = ask("ListRuleNamesByTarget", body("TargetArn", queue), "*");
        if (!(names instanceof Answered<JsonNode>(var answer))) {
            return new Found(List.of(), names.judge(NAME, _ -> none()));
        }
        var rules = Trail.list(answer.path("RuleNames")).stream()
                .map(name -> look(name.asText()))
                .toList();
        if (rules.isEmpty()) {
            return new Found(rules, none());
        }
        // One that works is enough, and others beside it are somebody else's business.
        var best = rules.stream()
                .map(rule -> rule.diagnosis().state())
                .min(State::compareTo)
                .orElse(State.UNKNOWN);
        var chosen =
                rules.stream().filter(rule -> rule.diagnosis().state() == best).toList();
        return new Found(
                chosen,
                Diagnosis.worst(NAME, chosen.stream().map(BusRule::diagnosis).toList()));
    }

    private Diagnosis none() {
        var owner = queue.split(":", 6)[4];
        if (caller != null && !owner.equals(caller)) {
            return Diagnosis.unknown(
                    NAME,
                    "the queue belongs to account " + owner
                            + ", and rules are seen only with credentials of their own account",
                    "Run this with credentials of " + owner + ".");
        }
        return Diagnosis.problem(
                NAME, "no rule of the default event bus in " + region + " sends to the queue", INSTALL + region);
    }

    private BusRule look(String name) {
        var described = ask("DescribeRule", body("Name", name), rule(name));
        var arn = described instanceof Answered<JsonNode>(var answer)
                ? answer.path("Arn").asText(rule(name))
                : rule(name);
        var targets = ask("ListTargetsByRule", body("Rule", name), arn);
        var target = targets instanceof Answered<JsonNode>(var answer) ? ofQueue(answer) : Optional.<JsonNode>empty();
        var diagnosis = Diagnosis.worst(
                NAME,
                Stream.of(
                                described.judge(NAME, it -> state(it, name)),
                                described.judge(NAME, it -> pattern(it, name)),
                                targets.judge(NAME, it -> target(ofQueue(it), name)))
                        .distinct()
                        .toList());
        return new BusRule(
                name,
                arn,
                target.map(it -> it.at("/DeadLetterConfig/Arn").asText()).filter(it -> !it.isEmpty()),
                targets instanceof Answered<JsonNode>,
                diagnosis);
    }

    private Diagnosis state(JsonNode rule, String name) {
        return rule.path("State").asText().startsWith("ENABLED")
                ? Diagnosis.ok(NAME, name)
                : Diagnosis.problem(
                        NAME, name + " is disabled", "aws events enable-rule --region " + region + " --name " + name);
    }

    private Diagnosis pattern(JsonNode rule, String name) {
        var pattern = rule.path("EventPattern").asText();
        if (pattern.isEmpty()) {
            return Diagnosis.problem(NAME, name + " has no event pattern", INSTALL + region);
        }
        var body = body("EventPattern", pattern).put("Event", SAMPLE);
        return ask("TestEventPattern", body, "*").judge(NAME, answer -> matches(answer, name));
    }

    private Diagnosis matches(JsonNode answer, String name) {
        var result = answer.path("Result");
        if (!result.isBoolean()) {
            return Diagnosis.unknown(NAME, "events:TestEventPattern does not tell whether " + name + " matches", "");
        }
        return result.asBoolean()
                ? Diagnosis.ok(NAME, "matches changes of buckets")
                : Diagnosis.problem(NAME, name + " does not match PutBucketAcl", INSTALL + region);
    }

    private Diagnosis target(Optional<JsonNode> target, String name) {
        if (target.isEmpty()) {
            return Diagnosis.problem(NAME, name + " does not send to the queue", INSTALL + region);
        }
        var changed = Stream.of("Input", "InputPath", "InputTransformer").anyMatch(target.get()::has);
        return changed
                ? Diagnosis.problem(NAME, name + " sends something else than the event itself", INSTALL + region)
                : Diagnosis.ok(NAME, "sends to the queue");
    }

    private Optional<JsonNode> ofQueue(JsonNode answer) {
        return Trail.list(answer.path("Targets")).stream()
                .filter(target -> target.path("Arn").asText().equals(queue))
                .findFirst();
    }

    private Reply<JsonNode> ask(String call, JsonNode body, String resource) {
        return Reply.of("events:" + call, resource, () -> calls.call("events", region, "AWSEvents." + call, body));
    }

    private String rule(String name) {
        var parts = queue.split(":", 6);
        return "arn:" + parts[1] + ":events:" + region + ":" + parts[4] + ":rule/" + name;
    }

    private static ObjectNode body(String field, String value) {
        return JsonNodeFactory.instance.objectNode().put(field, value);
    }
}
