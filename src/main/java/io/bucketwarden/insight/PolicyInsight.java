package io.bucketwarden.insight;

import io.bucketwarden.api.S3BucketPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One policy and what is known of each of its buckets; a status has room for a hundred of them, and this for all.
 *
 * @param policy with a status that lists every one of its buckets, or of which it is not known yet which it has
 * @param interval between two full checks of a bucket
 * @param waiting whether it is not known yet which buckets it has
 * @param lookedAt by bucket, when it was last looked at; without those that were not since the operator started
 */
public record PolicyInsight(S3BucketPolicy policy, Duration interval, boolean waiting, Map<String, Instant> lookedAt) {

    /** Where it lies. */
    public String namespace() {
        var namespace = policy.getMetadata().getNamespace();
        return namespace == null ? "default" : namespace;
    }

    /** As the parts of a report name it. */
    public String name() {
        return namespace() + "/" + policy.getMetadata().getName();
    }
}
