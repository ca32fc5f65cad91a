package io.bucketwarden.generate;

import static io.bucketwarden.generate.CrdFile.column;

import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.api.S3BucketAccessStatus;
import java.util.List;

/** The definition of what is known of who uses a bucket. */
final class AccessCrd {

    private static final int ACKNOWLEDGED = 1_000;

    static final CrdFile FILE = new CrdFile(
            S3BucketAccess.class,
            "Who uses one bucket of one S3BucketPolicy, as its logs tell. The operator makes one for each bucket of a policy"
                    + " that declares accessTracking, and keeps its status; people write spec.acknowledged.",
            List.of(
                    column("Bucket", "string", ".spec.bucket", 0),
                    column("Phase", "string", ".status.phase", 0),
                    column("Reading", "string", ".status.conditions[?(@.type==\"Reading\")].status", 0),
                    column("Accessors", "integer", ".status.summary.accessors", 0),
                    column("New", "integer", ".status.summary.unacknowledged", 0),
                    column("Alerts", "integer", ".status.summary.alerts", 0),
                    column("Read-Until", "date", ".status.readUntil", 0),
                    column("Age", "date", ".metadata.creationTimestamp", 0),
                    column("Message", "string", ".status.conditions[?(@.type==\"Reading\")].message", 1)),
            root -> {
                finishSpec(root.field("spec"));
                finishStatus(root.field("status"));
            });

    private AccessCrd() {}

    private static void finishSpec(Schema spec) {
        spec.describe("Which bucket of which policy, and what people say of those who use it.");
        spec.field("acknowledged").entries(ACKNOWLEDGED, 256);
    }

    private static void finishStatus(Schema status) {
        status.describe("Who uses the bucket, as its logs tell. Times are UTC, to the second.");
        status.finishConditions();
        status.field("accessors").map("id");
        status.field("accessors").items().require("id");
        status.field("alerts").props().setMaxItems((long) S3BucketAccessStatus.MAX_ALERTS);
        status.field("previews").map("facet");
        status.field("previews").items().require("facet");
        for (var time : List.of("learningUntil", "readUntil", "lastReadTime")) {
            status.field(time).props().setFormat("date-time");
        }
    }
}
