package io.bucketwarden.tracking;

import io.bucketwarden.api.AccessTracking;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.fleet.Claim;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of a policy that asks who uses it.
 *
 * @param region where the bucket is; null when that is not known yet
 */
record Tracked(Claim claim, @Nullable String region) {

    /** What tells it from all others, as long as the policy exists. */
    record Key(String policy, String bucket) {}

    Key key() {
        return new Key(claim.uid(), bucket());
    }

    String bucket() {
        return claim.bucket().name();
    }

    S3BucketPolicy policy() {
        return claim.policy();
    }

    AccessTracking asked() {
        return Objects.requireNonNull(policy().getSpec().accessTracking());
    }

    /** Whether its requests come by themselves, through the queues. */
    boolean isListenedTo() {
        return asked().effectiveSource() == AccessTracking.Source.CloudTrailEvents;
    }

    String namespace() {
        return policy().getMetadata().getNamespace();
    }

    boolean isNamed() {
        return policy().getSpec().bucketName() != null;
    }
}
