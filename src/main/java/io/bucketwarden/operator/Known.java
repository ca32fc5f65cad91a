package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One policy and what is known of each of its buckets; a status has room for a hundred of them, and this for all.
 *
 * @param said the status as last written
 * @param interval between two full checks of a bucket
 * @param waiting whether it is not known yet which buckets it has
 */
public record Known(
        S3BucketPolicy policy, S3BucketPolicyStatus said, Duration interval, boolean waiting, List<Bucket> buckets) {

    /**
     * One bucket.
     *
     * @param lookedAt when it was last looked at; null when it was not since the operator started
     */
    public record Bucket(BucketStatus status, @Nullable Instant lookedAt) {}
}
