package io.bucketwarden.conformance;

import io.bucketwarden.api.FacetState;
import java.util.List;

/** Access logs, and whether they can arrive. No object is stored, and both buckets are gone before S3 delivers. */
final class LoggingScenarios {

    static final List<Scenario> ALL = List.of(
            Scenario.ofTwo(
                    "logging-target-must-allow",
                    "logging",
                    "A target that does not let log delivery in is told, and nothing is written.",
                    room -> {
                        var bucket = room.bucket();
                        var posture = to(room.bucket());
                        room.driftsAlso(bucket, posture, "logging.target.delivery");
                        var said = room.writesNothing(bucket, posture);
                        Room.check(said.state() == FacetState.ActionRequired, "the pass says " + Room.text(said));
                    }),
            Scenario.ofTwo("logging-repair", "logging", "Logs are turned on where they can arrive.", room -> {
                var bucket = room.bucket();
                var posture = to(target(room, bucket));
                room.drifts(bucket, posture, "logging.targetBucket");
                room.repairs(bucket, posture);
            }),
            Scenario.ofTwo("logging-put-back", "logging", "Logs are turned off again.", room -> {
                var bucket = room.bucket();
                var posture = to(target(room, bucket));
                room.drifts(bucket, posture, "logging.targetBucket");
                room.repairs(bucket, posture);
                room.putsBack(bucket, posture);
                room.becomes("logging", "off", () -> {
                    var on = room.s3().getBucketLogging(r -> r.bucket(bucket)).loggingEnabled();
                    return on == null ? "off" : "on";
                });
            }),
            Scenario.ofTwo("logging-key-format", "logging", "The format of the keys of logs is kept.", room -> {
                var bucket = room.bucket();
                var target = target(room, bucket);
                room.drifts(bucket, to(target), "logging.targetBucket");
                room.repairs(
                        bucket, "logging: {targetBucket: %s, keyFormat: PartitionedByDeliveryTime}".formatted(target));
            }),
            Scenario.ofTwo(
                    "logging-target-elsewhere",
                    "logging",
                    "A target in another region is told, and nothing is written.",
                    room -> {
                        var bucket = room.bucket();
                        var posture = to(room.bucketElsewhere());
                        room.driftsAlso(bucket, posture, "logging.target.region");
                        room.writesNothing(bucket, posture);
                    }),
            Scenario.ofTwo(
                    "logging-target-elsewhere-is-refused",
                    "logging",
                    "Logs into a bucket of another region are refused.",
                    room -> {
                        var bucket = room.bucket();
                        var target = room.bucketElsewhere();
                        room.refuses(
                                403,
                                "CrossLocationLoggingProhibitted",
                                () -> room.s3()
                                        .putBucketLogging(r -> r.bucket(bucket)
                                                .bucketLoggingStatus(s -> s.loggingEnabled(l ->
                                                        l.targetBucket(target).targetPrefix("logs/")))));
                    }));

    private LoggingScenarios() {}

    private static String to(String target) {
        return "logging: {targetBucket: " + target + "}";
    }

    private static String target(Room room, String source) {
        var target = room.bucket();
        Documents.put(
                room, target, Documents.of("""
                    {"Sid":"Logs","Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},\
                    "Action":"s3:PutObject","Resource":"%s/*","Condition":{"ArnLike":{"aws:SourceArn":"%s"}}}\
                    """.formatted(Documents.arn(room, target), Documents.arn(room, source))));
        return target;
    }
}
