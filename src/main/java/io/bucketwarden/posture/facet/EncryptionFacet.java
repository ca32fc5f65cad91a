package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.Encryption;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Default encryption at rest. What the spec leaves open in the same rule is kept as it is. */
final class EncryptionFacet implements Facet<Encryption, EncryptionRule> {

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
    public EncryptionRule observe(LiveBucket bucket, Encryption desired) {
        return new EncryptionRule(bucket.encryption());
    }

    @Override
    public List<Drift> compare(Encryption desired, EncryptionRule observed) {
        var drifts = new ArrayList<Drift>();
        if (desired.algorithm() != null) {
            drifts.addAll(
                    Drift.between("encryption.algorithm", desired.algorithm().awsName(), observed.algorithm()));
        }
        if (desired.kmsKeyArn() != null && !sameKey(desired.kmsKeyArn(), observed.key())) {
            drifts.add(new Drift(
                    "encryption.kmsKeyArn",
                    desired.kmsKeyArn(),
                    observed.key().orElse("alias/aws/s3 (the AWS managed key)")));
        }
        if (desired.bucketKey() != null) {
            drifts.addAll(Drift.between(
                    "encryption.bucketKey", desired.bucketKey().toString(), String.valueOf(observed.usesBucketKey())));
        }
        if (desired.blockSseC() != null) {
            drifts.addAll(Drift.between(
                    "encryption.blockSseC", desired.blockSseC().toString(), String.valueOf(observed.blocksSseC())));
        }
        return List.copyOf(drifts);
    }

    @Override
    public List<Remedy> remedy(Encryption desired, EncryptionRule observed) {
        var rule = observed.with(desired);
        return List.of(new Remedy.Write(
                "PutBucketEncryption: "
                        + rule.applyServerSideEncryptionByDefault().sseAlgorithmAsString(),
                "s3:PutEncryptionConfiguration",
                bucket -> bucket.s3()
                        .putBucketEncryption(r -> r.bucket(bucket.identity().name())
                                .expectedBucketOwner(bucket.identity().expectedOwner())
                                .serverSideEncryptionConfiguration(c -> c.rules(rule)))));
    }

    /** A bare id names the same key as its ARN; an alias does not, since it resolves in the writer's account. */
    private static boolean sameKey(String arn, Optional<String> actual) {
        return actual.filter(key -> key.equals(arn) || arn.endsWith(":key/" + key))
                .isPresent();
    }
}
