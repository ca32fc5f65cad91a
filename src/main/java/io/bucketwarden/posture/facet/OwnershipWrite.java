package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Posture.OwnershipRule;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Remedy;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;

/** Setting who owns new objects. */
final class OwnershipWrite {

    private OwnershipWrite() {}

    static Remedy.Write of(OwnershipRule rule) {
        return new Remedy.Write(
                "PutBucketOwnershipControls: " + rule, "s3:PutBucketOwnershipControls", bucket -> put(bucket, rule));
    }

    private static void put(LiveBucket bucket, OwnershipRule wanted) {
        var rule = OwnershipControlsRule.builder()
                .objectOwnership(ObjectOwnership.fromValue(wanted.name()))
                .build();
        bucket.s3()
                .putBucketOwnershipControls(r -> r.bucket(bucket.identity().name())
                        .expectedBucketOwner(bucket.identity().expectedOwner())
                        .ownershipControls(c -> c.rules(rule)));
    }
}
