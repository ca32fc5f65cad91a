package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.Encryption;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Part;
import io.bucketwarden.posture.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Default encryption at rest. What the spec leaves open in the same rule is kept as it is. */
final class EncryptionFacet implements Facet<Encryption, EncryptionFacet.Observed> {

    record Observed(String region, EncryptionRule rule) {}

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
    public Set<Part> changes() {
        return Set.of(Part.Encryption);
    }

    @Override
    public Optional<Encryption> desired(Posture posture) {
        return Optional.ofNullable(posture.encryption());
    }

    @Override
    public Observed observe(LiveBucket bucket, Encryption desired) {
        return new Observed(bucket.identity().region(), EncryptionRule.of(bucket));
    }

    @Override
    public List<Drift> compare(Encryption desired, Observed observed) {
        var rule = observed.rule();
        var drifts = new ArrayList<Drift>();
        if (desired.algorithm() != null) {
            drifts.addAll(
                    Drift.between("encryption.algorithm", desired.algorithm().awsName(), rule.algorithm()));
        }
        if (isElsewhere(desired, observed)) {
            drifts.add(new Drift(
                    "encryption.kmsKeyArn", "a key in " + observed.region(), String.valueOf(desired.kmsKeyArn())));
        } else if (desired.kmsKeyArn() != null && !sameKey(desired.kmsKeyArn(), rule.key())) {
            drifts.add(new Drift(
                    "encryption.kmsKeyArn",
                    desired.kmsKeyArn(),
                    rule.key().orElse("alias/aws/s3 (the AWS managed key)")));
        }
        if (desired.bucketKey() != null) {
            drifts.addAll(Drift.between(
                    "encryption.bucketKey", desired.bucketKey().toString(), String.valueOf(rule.usesBucketKey())));
        }
        if (desired.blockSseC() != null) {
            drifts.addAll(Drift.between(
                    "encryption.blockSseC", desired.blockSseC().toString(), String.valueOf(rule.blocksSseC())));
        }
        return List.copyOf(drifts);
    }

    @Override
    public List<Remedy> remedy(Encryption desired, Observed observed) {
        if (isElsewhere(desired, observed)) {
            return List.of(new Remedy.Manual(
                    "S3 would store this key without a word, and refuse every object afterwards: a bucket in "
                            + observed.region() + " needs a key in " + observed.region() + ". Correct kmsKeyArn.",
                    false));
        }
        var algorithm = observed.rule().with(desired).applyServerSideEncryptionByDefault();
        return List.of(new Remedy.Write(
                "PutBucketEncryption: " + algorithm.sseAlgorithmAsString(),
                "s3:PutEncryptionConfiguration",
                bucket -> put(bucket, desired)));
    }

    /** Starts from the rule as it is at that moment, so that what somebody else changed in it meanwhile stays. */
    private static void put(LiveBucket bucket, Encryption desired) {
        var rule = EncryptionRule.of(bucket.again()).with(desired);
        bucket.s3()
                .putBucketEncryption(r -> r.bucket(bucket.identity().name())
                        .expectedBucketOwner(bucket.identity().expectedOwner())
                        .serverSideEncryptionConfiguration(c -> c.rules(rule)));
    }

    /** Whether the key is in another region than the bucket: S3 does not check that when it is told the key. */
    private static boolean isElsewhere(Encryption desired, Observed observed) {
        return desired.kmsKeyArn() != null && !desired.kmsKeyArn().contains(":kms:" + observed.region() + ":");
    }

    /** A bare id names the same key as its ARN; an alias does not, since it resolves in the writer's account. */
    private static boolean sameKey(String arn, Optional<String> actual) {
        return actual.filter(key -> key.equals(arn) || arn.endsWith(":key/" + key))
                .isPresent();
    }
}
