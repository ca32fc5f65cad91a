package io.bucketwarden.posture;

import io.bucketwarden.posture.preflight.Automation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.InventoryConfiguration;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;

/** Reads what S3 does with a bucket by itself. Asked only before a statement is written that might get in its way. */
final class Automations {

    /** S3 keeps at most 1,000 inventory configurations of a bucket, 100 on a page. */
    private static final int PAGES = 10;

    private Automations() {}

    /**
     * What is configured.
     *
     * @throws CallFailed when AWS does not tell; of another server that does not, it is taken to have none of it
     */
    static Automation of(LiveBucket bucket) {
        try {
            return new Automation(
                    replication(bucket).map(ReplicationConfiguration::role).filter(role -> !role.isBlank()).stream()
                            .toList(),
                    inventories(bucket).stream().anyMatch(it -> isInto(it, bucket)),
                    LogDelivery.isGrantedBy(bucket.acl()));
        } catch (CallFailed e) {
            if (bucket.onAws()) {
                throw e;
            }
            return Automation.NONE;
        }
    }

    private static Optional<ReplicationConfiguration> replication(LiveBucket bucket) {
        return bucket.read(
                "GetBucketReplication",
                "s3:GetReplicationConfiguration",
                "ReplicationConfigurationNotFoundError",
                () -> bucket.s3()
                        .getBucketReplication(r -> r.bucket(bucket.identity().name())
                                .expectedBucketOwner(bucket.identity().expectedOwner()))
                        .replicationConfiguration());
    }

    private static List<InventoryConfiguration> inventories(LiveBucket bucket) {
        return bucket.read("ListBucketInventoryConfigurations", "s3:GetInventoryConfiguration", "", () -> {
                    var all = new ArrayList<InventoryConfiguration>();
                    String next = null;
                    for (int page = 0; page < PAGES; page++) {
                        var token = next;
                        var answer = bucket.s3()
                                .listBucketInventoryConfigurations(r -> r.bucket(
                                                bucket.identity().name())
                                        .expectedBucketOwner(bucket.identity().expectedOwner())
                                        .continuationToken(token));
                        all.addAll(answer.inventoryConfigurationList());
                        next = answer.nextContinuationToken();
                        if (!Boolean.TRUE.equals(answer.isTruncated()) || next == null) {
                            break;
                        }
                    }
                    return all;
                })
                .orElse(new ArrayList<>());
    }

    private static boolean isInto(InventoryConfiguration inventory, LiveBucket bucket) {
        var destination =
                inventory.destination() == null ? null : inventory.destination().s3BucketDestination();
        return destination != null && bucket.identity().arn().equals(destination.bucket());
    }
}
