package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Posture.Algorithm;
import io.bucketwarden.api.Posture.Encryption;
import io.bucketwarden.posture.LiveBucket;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.EncryptionType;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** The one encryption rule of a bucket; empty where a server has none. */
record EncryptionRule(Optional<ServerSideEncryptionRule> rule) {

    static EncryptionRule of(LiveBucket bucket) {
        return new EncryptionRule(bucket.encryption());
    }

    String algorithm() {
        return byDefault()
                .map(ServerSideEncryptionByDefault::sseAlgorithmAsString)
                .orElse("none");
    }

    /** The key as whoever wrote it spelled it: ARN, id or alias; empty for the AWS managed key. */
    Optional<String> key() {
        return byDefault().map(ServerSideEncryptionByDefault::kmsMasterKeyID);
    }

    boolean usesBucketKey() {
        return rule.map(ServerSideEncryptionRule::bucketKeyEnabled).orElse(false);
    }

    boolean blocksSseC() {
        return rule.map(ServerSideEncryptionRule::blockedEncryptionTypes)
                .filter(blocked -> blocked.encryptionType().contains(EncryptionType.SSE_C))
                .isPresent();
    }

    /** The rule with only the declared fields replaced: one put carries them all, so it must carry the others over. */
    ServerSideEncryptionRule with(Encryption desired) {
        var next = rule.map(ServerSideEncryptionRule::toBuilder).orElseGet(ServerSideEncryptionRule::builder);
        var byDefault = byDefault()
                .map(ServerSideEncryptionByDefault::toBuilder)
                .orElseGet(() -> ServerSideEncryptionByDefault.builder().sseAlgorithm(Algorithm.AES256.awsName()));
        if (desired.algorithm() != null) {
            byDefault.sseAlgorithm(desired.algorithm().awsName());
            if (desired.algorithm() == Algorithm.AES256) {
                byDefault.kmsMasterKeyID(null);
            }
            if (desired.algorithm() != Algorithm.AWS_KMS) {
                next.bucketKeyEnabled(null);
            }
        }
        if (desired.kmsKeyArn() != null) {
            byDefault.kmsMasterKeyID(desired.kmsKeyArn());
        }
        if (desired.bucketKey() != null) {
            next.bucketKeyEnabled(desired.bucketKey());
        }
        if (desired.blockSseC() != null) {
            var blocked = desired.blockSseC() ? EncryptionType.SSE_C : EncryptionType.NONE;
            next.blockedEncryptionTypes(b -> b.encryptionType(blocked));
        }
        return next.applyServerSideEncryptionByDefault(byDefault.build()).build();
    }

    private Optional<ServerSideEncryptionByDefault> byDefault() {
        return rule.map(ServerSideEncryptionRule::applyServerSideEncryptionByDefault);
    }
}
