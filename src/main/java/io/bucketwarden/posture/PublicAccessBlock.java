package io.bucketwarden.posture;

import java.util.Optional;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/**
 * The four settings that block public access to a bucket, or to all buckets of an account. Of both, the more
 * restrictive one holds.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Block
 *     public access</a>
 */
public record PublicAccessBlock(
        boolean blockPublicAcls, boolean ignorePublicAcls, boolean blockPublicPolicy, boolean restrictPublicBuckets) {

    /** What holds where nothing is configured. */
    public static final PublicAccessBlock NOTHING = new PublicAccessBlock(false, false, false, false);

    /** A configuration that is not there blocks nothing. */
    public static PublicAccessBlock of(Optional<PublicAccessBlockConfiguration> configured) {
        return configured
                .map(it -> new PublicAccessBlock(
                        Boolean.TRUE.equals(it.blockPublicAcls()),
                        Boolean.TRUE.equals(it.ignorePublicAcls()),
                        Boolean.TRUE.equals(it.blockPublicPolicy()),
                        Boolean.TRUE.equals(it.restrictPublicBuckets())))
                .orElse(NOTHING);
    }
}
