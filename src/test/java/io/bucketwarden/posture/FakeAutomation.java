package io.bucketwarden.posture;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.*;

/** What S3 does with a fake bucket by itself: expiry, replication, inventories. */
abstract class FakeAutomation implements S3Client {

    abstract void read(String call);

    abstract <T> T present(String what, String absentCode);

    @Override
    public GetBucketLifecycleConfigurationResponse getBucketLifecycleConfiguration(
            GetBucketLifecycleConfigurationRequest request) {
        read("GetBucketLifecycleConfiguration");
        present("lifecycle", "NoSuchLifecycleConfiguration");
        return GetBucketLifecycleConfigurationResponse.builder()
                .rules(LifecycleRule.builder().id("expire").build())
                .build();
    }

    @Override
    public GetBucketReplicationResponse getBucketReplication(GetBucketReplicationRequest request) {
        read("GetBucketReplication");
        String role = present("replicationRole", "ReplicationConfigurationNotFoundError");
        return GetBucketReplicationResponse.builder()
                .replicationConfiguration(r -> r.role(role))
                .build();
    }

    @Override
    public ListBucketInventoryConfigurationsResponse listBucketInventoryConfigurations(
            ListBucketInventoryConfigurationsRequest request) {
        read("ListBucketInventoryConfigurations");
        return ListBucketInventoryConfigurationsResponse.builder().build();
    }
}
