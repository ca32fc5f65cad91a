package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Remedy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/**
 * The four settings that block public access to a bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Block
 *     public access</a>
 */
final class BlockSettings {

    private final Map<String, Boolean> settings = new LinkedHashMap<>();

    private BlockSettings(PublicAccessBlockConfiguration configuration) {
        put("blockPublicAcls", configuration.blockPublicAcls());
        put("ignorePublicAcls", configuration.ignorePublicAcls());
        put("blockPublicPolicy", configuration.blockPublicPolicy());
        put("restrictPublicBuckets", configuration.restrictPublicBuckets());
    }

    /** A bucket without a configuration blocks nothing. */
    static BlockSettings of(LiveBucket bucket) {
        return new BlockSettings(bucket.publicAccessBlock()
                .orElseGet(() -> PublicAccessBlockConfiguration.builder().build()));
    }

    /** One drift for each setting that is off. */
    List<Drift> drifts() {
        return settings.entrySet().stream()
                .filter(setting -> !setting.getValue())
                .map(setting -> new Drift("publicAccess." + setting.getKey(), "true", "false"))
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

    private void put(String setting, @Nullable Boolean on) {
        settings.put(setting, Boolean.TRUE.equals(on));
    }
}
