package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.Algorithm;
import io.bucketwarden.api.Posture.Encryption;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.EncryptionType;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Default encryption at rest. What the spec leaves open in the same rule is kept as it is. */
final class EncryptionFacet implements Facet<Encryption, EncryptionFacet.Observed> {

    record Observed(Optional<ServerSideEncryptionRule> rule) {
        Optional<ServerSideEncryptionByDefault> byDefault() {
            return rule.map(ServerSideEncryptionRule::applyServerSideEncryptionByDefault);
        }

        boolean blocksSseC() {
            return rule.map(ServerSideEncryptionRule::blockedEncryptionTypes)
                    .filter(blocked -> blocked.encryptionType().contains(EncryptionType.SSE_C))
                    .isPresent();
        }
    }

    @Override
    public About about() {
        return new About(
                "encryption",
                "Data at rest is protected with the key that the owner chose and can revoke.",
                List.of("s3:GetEncryptionConfiguration"),
                List.of("s3:PutEncryptionConfiguration"),
                List.of("GetBucketEncryption", "PutBucketEncryption"),
                new About.Controls(
                        List.of("S3.17"),
                        List.of(),
                        List.of("s3_bucket_default_encryption", "s3_bucket_kms_encryption")),
                "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html");
    }

    @Override
    public Optional<Encryption> desired(Posture posture) {
        return Optional.ofNullable(posture.encryption());
    }

    @Override
    public Observed observe(LiveBucket bucket, Encryption desired) {
        return new Observed(bucket.encryption());
    }

    @Override
    public List<Drift> compare(Encryption desired, Observed observed) {
        var drifts = new ArrayList<Drift>();
        if (desired.algorithm() != null) {
            expect(drifts, "algorithm", desired.algorithm().awsName(), algorithm(observed));
        }
        if (desired.kmsKeyArn() != null && !sameKey(desired.kmsKeyArn(), key(observed))) {
            drifts.add(Drift.of("encryption.kmsKeyArn", desired.kmsKeyArn(), shown(key(observed))));
        }
        if (desired.bucketKey() != null) {
            var actual = observed.rule()
                    .map(ServerSideEncryptionRule::bucketKeyEnabled)
                    .orElse(false);
            expect(drifts, "bucketKey", desired.bucketKey().toString(), String.valueOf(actual));
        }
        if (desired.blockSseC() != null) {
            expect(drifts, "blockSseC", desired.blockSseC().toString(), String.valueOf(observed.blocksSseC()));
        }
        return List.copyOf(drifts);
    }

    @Override
    public List<Remedy> remedy(Encryption desired, Observed observed) {
        var rule = merged(desired, observed);
        return List.of(new Remedy.Write(
                "PutBucketEncryption: "
                        + rule.applyServerSideEncryptionByDefault().sseAlgorithmAsString(),
                "s3:PutEncryptionConfiguration",
                bucket -> bucket.s3()
                        .putBucketEncryption(r -> r.bucket(bucket.identity().name())
                                .expectedBucketOwner(bucket.identity().expectedOwner())
                                .serverSideEncryptionConfiguration(c -> c.rules(rule)))));
    }

    /** The rule as observed, with only the declared fields replaced: one put carries them all. */
    static ServerSideEncryptionRule merged(Encryption desired, Observed observed) {
        var rule =
                observed.rule().map(ServerSideEncryptionRule::toBuilder).orElseGet(ServerSideEncryptionRule::builder);
        var byDefault = observed.byDefault()
                .map(ServerSideEncryptionByDefault::toBuilder)
                .orElseGet(() -> ServerSideEncryptionByDefault.builder().sseAlgorithm(Algorithm.AES256.awsName()));
        if (desired.algorithm() != null) {
            byDefault.sseAlgorithm(desired.algorithm().awsName());
            if (desired.algorithm() == Algorithm.AES256) {
                byDefault.kmsMasterKeyID(null);
                rule.bucketKeyEnabled(null);
            }
        }
        if (desired.kmsKeyArn() != null) {
            byDefault.kmsMasterKeyID(desired.kmsKeyArn());
        }
        if (desired.bucketKey() != null) {
            rule.bucketKeyEnabled(desired.bucketKey());
        }
        if (desired.blockSseC() != null) {
            var blocked = desired.blockSseC() ? EncryptionType.SSE_C : EncryptionType.NONE;
            rule.blockedEncryptionTypes(b -> b.encryptionType(blocked));
        }
        return rule.applyServerSideEncryptionByDefault(byDefault.build()).build();
    }

    private static String algorithm(Observed observed) {
        return observed.byDefault()
                .map(ServerSideEncryptionByDefault::sseAlgorithmAsString)
                .orElse("none");
    }

    private static @Nullable String key(Observed observed) {
        return observed.byDefault()
                .map(ServerSideEncryptionByDefault::kmsMasterKeyID)
                .orElse(null);
    }

    private static String shown(@Nullable String key) {
        return key == null ? "alias/aws/s3 (the AWS managed key)" : key;
    }

    /** A bare id names the same key as its ARN; an alias does not, since it resolves in the writer's account. */
    private static boolean sameKey(String arn, @Nullable String actual) {
        return actual != null && (actual.equals(arn) || arn.endsWith(":key/" + actual));
    }

    private static void expect(List<Drift> drifts, String field, String expected, String actual) {
        if (!expected.equals(actual)) {
            drifts.add(new Drift("encryption." + field, expected, actual));
        }
    }
}
