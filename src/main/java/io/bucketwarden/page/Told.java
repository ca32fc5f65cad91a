package io.bucketwarden.page;

import io.bucketwarden.api.S3BucketPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What is told of one policy.
 *
 * @param policy with a status that lists every one of its buckets, or of which it is not known yet which it has
 * @param interval between two full checks of a bucket
 * @param waiting whether it is not known yet which buckets it has
 * @param lookedAt by bucket, when it was last looked at; without those that were not since the operator started
 */
public record Told(S3BucketPolicy policy, Duration interval, boolean waiting, Map<String, Instant> lookedAt) {

    String namespace() {
        var namespace = policy.getMetadata().getNamespace();
        return namespace == null ? "default" : namespace;
    }

    /** As the parts of a report name it. */
    String name() {
        return namespace() + "/" + policy.getMetadata().getName();
    }
}
