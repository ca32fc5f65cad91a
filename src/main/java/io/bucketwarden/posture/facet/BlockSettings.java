package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.posture.PublicAccessBlock;
import io.bucketwarden.posture.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The four settings that block public access to a bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Block
 *     public access</a>
 */
final class BlockSettings {

    private BlockSettings() {}

    /** One drift for each setting that is off. */
    static List<Drift> drifts(PublicAccessBlock block) {
        return Stream.of(
                        drift("blockPublicAcls", block.blockPublicAcls()),
                        drift("ignorePublicAcls", block.ignorePublicAcls()),
                        drift("blockPublicPolicy", block.blockPublicPolicy()),
                        drift("restrictPublicBuckets", block.restrictPublicBuckets()))
                .flatMap(Optional::stream)
                .toList();
    }

    static Remedy.Write allOn() {
        return new Remedy.Write(
                "PutPublicAccessBlock: all four settings on",
                "s3:PutBucketPublicAccessBlock",
                bucket -> bucket.s3()
                        .putPublicAccessBlock(r -> r.bucket(bucket.identity().name())
                                .expectedBucketOwner(bucket.identity().expectedOwner())
                                .publicAccessBlockConfiguration(c -> c.blockPublicAcls(true)
                                        .ignorePublicAcls(true)
                                        .blockPublicPolicy(true)
                                        .restrictPublicBuckets(true))));
    }

    private static Optional<Drift> drift(String setting, boolean isOn) {
        return isOn ? Optional.empty() : Optional.of(new Drift("publicAccess." + setting, "true", "false"));
    }
}
