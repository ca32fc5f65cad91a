package io.bucketwarden.posture.undo;

import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Part;
import io.bucketwarden.posture.PublicAccessBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.AccessControlPolicy;
import software.amazon.awssdk.services.s3.model.BlockedEncryptionTypes;
import software.amazon.awssdk.services.s3.model.BucketLoggingStatus;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.EncryptionType;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.MFADeleteStatus;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.VersioningConfiguration;

/** Every setting that facets write, and the order in which they can be put back together. */
final class BucketSettings {

    // S3 refuses public grants while the block is on, and all grants under BucketOwnerEnforced, which in turn it
    // refuses
    // while there are any.
    private static final int BLOCK_FIRST = 1;
    private static final int ACLS_ALLOWED_SECOND = 2;
    private static final int ACL_THIRD = 3;
    private static final int ACLS_FORBIDDEN_FOURTH = 4;
    private static final int OTHERS_LAST = 5;

    static final Setting<PublicAccessBlockConfiguration> BLOCK = new Setting<>(
            "PutPublicAccessBlock",
            "s3:PutBucketPublicAccessBlock",
            LiveBucket::publicAccessBlock,
            json -> SdkJson.read(json, PublicAccessBlockConfiguration.builder()),
            PublicAccessBlockConfiguration.builder()
                    .blockPublicAcls(false)
                    .ignorePublicAcls(false)
                    .blockPublicPolicy(false)
                    .restrictPublicBuckets(false)
                    .build(),
            "there were no block settings, and all four are off now, which is the same",
            block -> PublicAccessBlock.of(Optional.of(block)),
            BucketSettings::on,
            block -> BLOCK_FIRST,
            bucket -> Optional.empty(),
            (bucket, block) -> bucket.s3()
                    .putPublicAccessBlock(r -> r.bucket(bucket.identity().name())
                            .expectedBucketOwner(bucket.identity().expectedOwner())
                            .publicAccessBlockConfiguration(block)));

    static final Setting<OwnershipControlsRule> OWNERSHIP = new Setting<>(
            "PutBucketOwnershipControls",
            "s3:PutBucketOwnershipControls",
            LiveBucket::ownership,
            json -> SdkJson.read(json, OwnershipControlsRule.builder()),
            OwnershipControlsRule.builder()
                    .objectOwnership(ObjectOwnership.OBJECT_WRITER)
                    .build(),
            "there were no ownership controls, and they are ObjectWriter now, which is the same",
            rule -> rule,
            OwnershipControlsRule::objectOwnershipAsString,
            rule -> isEnforced(rule) ? ACLS_FORBIDDEN_FOURTH : ACLS_ALLOWED_SECOND,
            bucket -> Optional.empty(),
            (bucket, rule) -> bucket.s3()
                    .putBucketOwnershipControls(r -> r.bucket(bucket.identity().name())
                            .expectedBucketOwner(bucket.identity().expectedOwner())
                            .ownershipControls(c -> c.rules(rule))));

    static final Setting<AccessControlPolicy> ACL = new Setting<>(
            "PutBucketAcl",
            "s3:PutBucketAcl",
            bucket -> {
                var acl = bucket.acl();
                return Optional.of(anonymous(AccessControlPolicy.builder()
                        .owner(acl.owner())
                        .grants(acl.grants())
                        .build()));
            },
            json -> anonymous(SdkJson.read(json, AccessControlPolicy.builder())),
            null,
            "",
            acl -> acl.grants().stream().map(BucketSettings::meaning).collect(Collectors.toSet()),
            BucketSettings::grants,
            acl -> ACL_THIRD,
            bucket -> Optional.empty(),
            (bucket, acl) -> bucket.s3()
                    .putBucketAcl(r -> r.bucket(bucket.identity().name())
                            .expectedBucketOwner(bucket.identity().expectedOwner())
                            .accessControlPolicy(acl)));

    static final Setting<ServerSideEncryptionRule> ENCRYPTION = new Setting<>(
            "PutBucketEncryption",
            "s3:PutEncryptionConfiguration",
            LiveBucket::encryption,
            json -> SdkJson.read(json, ServerSideEncryptionRule.builder()),
            ServerSideEncryptionRule.builder()
                    .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(ServerSideEncryption.AES256))
                    .build(),
            "there was no default encryption, and it is SSE-S3 (AES256) now, as AWS has it by itself",
            BucketSettings::meaning,
            BucketSettings::algorithm,
            rule -> OTHERS_LAST,
            bucket -> Optional.empty(),
            BucketSettings::putEncryption);

    static final Setting<VersioningConfiguration> VERSIONING = new Setting<>(
            "PutBucketVersioning",
            "s3:PutBucketVersioning",
            bucket -> Optional.ofNullable(bucket.versioning().statusAsString())
                    .map(status ->
                            VersioningConfiguration.builder().status(status).build()),
            json -> SdkJson.read(json, VersioningConfiguration.builder()),
            VersioningConfiguration.builder()
                    .status(BucketVersioningStatus.SUSPENDED)
                    .build(),
            "versioning was never enabled, which S3 cannot bring back; it is suspended, and versions that were made"
                    + " meanwhile stay",
            VersioningConfiguration::statusAsString,
            VersioningConfiguration::statusAsString,
            status -> OTHERS_LAST,
            bucket -> bucket.versioning().mfaDelete() == MFADeleteStatus.ENABLED
                    ? Optional.of("MFA delete is on, so only the root user can put versioning back, with the MFA"
                            + " device at hand.")
                    : Optional.empty(),
            (bucket, versioning) -> bucket.s3()
                    .putBucketVersioning(r -> r.bucket(bucket.identity().name())
                            .expectedBucketOwner(bucket.identity().expectedOwner())
                            .versioningConfiguration(versioning)));

    static final Setting<BucketLoggingStatus> LOGGING = new Setting<>(
            "PutBucketLogging",
            "s3:PutBucketLogging",
            bucket -> Optional.of(bucket.logging()
                    .map(to -> BucketLoggingStatus.builder().loggingEnabled(to))
                    .orElseGet(BucketLoggingStatus::builder)
                    .build()),
            json -> SdkJson.read(json, BucketLoggingStatus.builder()),
            null,
            "",
            status -> status,
            status -> status.loggingEnabled() == null
                    ? "off"
                    : status.loggingEnabled().targetBucket() + "/"
                            + status.loggingEnabled().targetPrefix(),
            status -> OTHERS_LAST,
            bucket -> Optional.empty(),
            (bucket, status) -> bucket.s3()
                    .putBucketLogging(r -> r.bucket(bucket.identity().name())
                            .expectedBucketOwner(bucket.identity().expectedOwner())
                            .bucketLoggingStatus(status)));

    private BucketSettings() {}

    static Setting<?> of(Part part) {
        return switch (part) {
            case PublicAccessBlock -> BLOCK;
            case Ownership -> OWNERSHIP;
            case Acl -> ACL;
            case Encryption -> ENCRYPTION;
            case Versioning -> VERSIONING;
            case Logging -> LOGGING;
        };
    }

    /** What is left out may be taken for "as before", so that nothing is blocked has to be said where something is. */
    private static void putEncryption(LiveBucket bucket, ServerSideEncryptionRule kept) {
        var blocks = bucket.again().encryption().filter(now -> !blocksNothing(now));
        var rule = blocksNothing(kept) && blocks.isPresent()
                ? kept.toBuilder()
                        .blockedEncryptionTypes(b -> b.encryptionType(EncryptionType.NONE))
                        .build()
                : kept;
        bucket.s3()
                .putBucketEncryption(r -> r.bucket(bucket.identity().name())
                        .expectedBucketOwner(bucket.identity().expectedOwner())
                        .serverSideEncryptionConfiguration(c -> c.rules(rule)));
    }

    private static boolean blocksNothing(ServerSideEncryptionRule rule) {
        var blocked = rule.blockedEncryptionTypes();
        return blocked == null || blocked.encryptionType().stream().allMatch(type -> type == EncryptionType.NONE);
    }

    private static boolean isEnforced(OwnershipControlsRule rule) {
        return rule.objectOwnership() == ObjectOwnership.BUCKET_OWNER_ENFORCED;
    }

    private static String on(PublicAccessBlockConfiguration block) {
        var on = new ArrayList<String>();
        SdkJson.of(block).properties().forEach(setting -> {
            if (setting.getValue().asBoolean()) {
                on.add(setting.getKey());
            }
        });
        return on.isEmpty() ? "all off" : on.size() == 4 ? "all on" : String.join(", ", on);
    }

    /** The same without the names and addresses of people: by ids it can be put back without them. */
    private static AccessControlPolicy anonymous(AccessControlPolicy acl) {
        var owner = acl.owner();
        return AccessControlPolicy.builder()
                .owner(
                        owner == null
                                ? null
                                : owner.toBuilder().displayName(null).build())
                .grants(acl.grants().stream().map(BucketSettings::anonymous).toList())
                .build();
    }

    private static Grant anonymous(Grant grant) {
        var grantee = grant.grantee();
        if (grantee == null) {
            return grant;
        }
        var anonymous = grantee.toBuilder().displayName(null);
        if (grantee.id() != null) {
            anonymous.emailAddress(null);
        }
        return grant.toBuilder().grantee(anonymous.build()).build();
    }

    private static List<String> meaning(Grant grant) {
        var grantee = grant.grantee();
        return List.of(
                String.valueOf(grantee.id()),
                String.valueOf(grantee.uri()),
                String.valueOf(grantee.emailAddress()),
                String.valueOf(grant.permissionAsString()));
    }

    private static String grants(AccessControlPolicy acl) {
        return acl.grants().size() + (acl.grants().size() == 1 ? " grant" : " grants");
    }

    /** S3 may leave out what says nothing. */
    private static ServerSideEncryptionRule meaning(ServerSideEncryptionRule rule) {
        var meaning = rule.toBuilder().bucketKeyEnabled(Boolean.TRUE.equals(rule.bucketKeyEnabled()));
        if (blocksNothing(rule)) {
            meaning.blockedEncryptionTypes((BlockedEncryptionTypes) null);
        }
        return meaning.build();
    }

    private static String algorithm(ServerSideEncryptionRule rule) {
        var byDefault = rule.applyServerSideEncryptionByDefault();
        if (byDefault == null) {
            return "no algorithm";
        }
        var key = byDefault.kmsMasterKeyID();
        return byDefault.sseAlgorithmAsString() + (key == null ? "" : " with " + key);
    }
}
