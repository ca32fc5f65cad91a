package io.bucketwarden.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bucketwarden.aws.JsonCalls;
import io.bucketwarden.doctor.Diagnosis.State;
import io.bucketwarden.doctor.Trail.Records;

/** Whether a trail records changes of buckets in a region: without one, EventBridge is told of nothing. */
record TrailCheck(JsonCalls calls, String region) {

    private static final String TARGET = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.";
    private static final String NAME = "trail";

    Diagnosis look() {
        // With those of other regions that record here, and those of the organization.
        var body = JsonNodeFactory.instance.objectNode().put("includeShadowTrails", true);
        return ask("DescribeTrails", region, body, "*").judge(NAME, this::judge);
    }

    private Diagnosis judge(JsonNode answer) {
        var trails =
                Trail.list(answer.path("trailList")).stream().map(this::look).toList();
        if (trails.isEmpty()) {
            return Diagnosis.problem(
                    NAME,
                    "no trail records in " + region,
                    "aws cloudtrail create-trail --region " + region + " --name management --is-multi-region-trail"
                            + " --s3-bucket-name BUCKET && aws cloudtrail start-logging --region " + region
                            + " --name management");
        }
        // One good trail is enough, and one that may be good leaves it open.
        var best = trails.stream().map(Diagnosis::state).min(State::compareTo).orElse(State.UNKNOWN);
        return Diagnosis.worst(
                NAME, trails.stream().filter(it -> it.state() == best).toList());
    }

    private Diagnosis look(JsonNode trail) {
        var arn = trail.path("TrailARN").asText();
        var name = trail.path("Name").asText();
        var home = trail.path("HomeRegion").asText(region);
        var logging = ask("GetTrailStatus", region, named("Name", arn), arn)
                .judge(NAME, status -> logging(status, name, arn, home));
        return logging.state() != State.OK
                ? logging
                : ask("GetEventSelectors", home, named("TrailName", arn), arn)
                        .judge(NAME, selectors -> recording(Trail.records(selectors), name, arn, home));
    }

    private static Diagnosis logging(JsonNode status, String name, String arn, String home) {
        return status.path("IsLogging").asBoolean()
                ? Diagnosis.ok(NAME, name)
                : Diagnosis.problem(
                        NAME,
                        name + " does not log",
                        "aws cloudtrail start-logging --region " + home + " --name " + arn);
    }

    static Diagnosis recording(Records records, String name, String arn, String home) {
        var fix = "Let it, or another trail, log all write management events: aws cloudtrail get-event-selectors"
                + " --region " + home + " --trail-name " + arn + " shows what it logs.";
        return switch (records) {
            case CHANGES -> Diagnosis.ok(NAME, name + " logs write management events");
            case SOME_CHANGES ->
                Diagnosis.unknown(NAME, name + " logs only some management events, maybe not those of S3", fix);
            case NO_CHANGES -> Diagnosis.problem(NAME, name + " logs no write management events of S3", fix);
        };
    }

    private Reply<JsonNode> ask(String call, String where, JsonNode body, String resource) {
        return Reply.of("cloudtrail:" + call, resource, () -> calls.call("cloudtrail", where, TARGET + call, body));
    }

    private static JsonNode named(String field, String arn) {
        return JsonNodeFactory.instance.objectNode().put(field, arn);
    }
}
