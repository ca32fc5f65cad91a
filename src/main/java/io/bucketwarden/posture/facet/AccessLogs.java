package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Posture.KeyFormat;
import io.bucketwarden.posture.LiveBucket;
import java.util.Objects;
import java.util.Optional;

/**
 * Where S3 delivers the access logs of a bucket, as it is configured.
 *
 * @param prefix start of the keys; may be empty
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html">Server access logging</a>
 */
public record AccessLogs(String bucket, String prefix, KeyFormat keyFormat) {

    /** Reads it; empty when logging is off. */
    public static Optional<AccessLogs> of(LiveBucket bucket) {
        return bucket.logging()
                .map(logging -> new AccessLogs(
                        Objects.requireNonNullElse(logging.targetBucket(), ""),
                        Objects.requireNonNullElse(logging.targetPrefix(), ""),
                        LogKeyFormat.of(logging)));
    }
}
