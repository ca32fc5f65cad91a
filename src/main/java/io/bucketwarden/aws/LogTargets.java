package io.bucketwarden.aws;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import io.bucketwarden.iam.MalformedPolicyException;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.ServiceName;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.AwsFailure;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.LogDelivery;
import io.bucketwarden.posture.LogTarget;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What is known of buckets that are to receive access logs. Many buckets share one, so it is read once for all who ask
 * at the same time, and a good one serves for a minute more.
 */
final class LogTargets {

    private record Key(
            GrantedAccount access, String bucket, @Nullable String owner) {}

    private final BiFunction<GrantedAccount, String, S3Client> clients;
    private final Regions regions;
    private final SharedAnswers<Key, LogTarget> known;

    LogTargets(BiFunction<GrantedAccount, String, S3Client> clients, Regions regions, InstantSource clock) {
        this.clients = clients;
        this.regions = regions;
        this.known = new SharedAnswers<>(clock);
    }

    LogTarget of(GrantedAccount account, String bucket, @Nullable String owner) {
        return known.of(
                new Key(account.access(), bucket, owner), () -> look(account, bucket, owner), LogTargets::isGood);
    }

    /** How many are remembered or being read. */
    int size() {
        return known.size();
    }

    /** A target with a problem is looked at afresh each time, so that mending it shows at once. */
    private static boolean isGood(LogTarget target) {
        return target instanceof LogTarget.Known readable
                && !readable.defaultRetention()
                && (readable.aclAllowsDelivery() || mentionsDelivery(readable.policyDocument()));
    }

    private static boolean mentionsDelivery(PolicyDocument document) {
        return document.statements().stream()
                .filter(Statement::isAllow)
                .anyMatch(statement -> statement.toString().contains(ServiceName.LOG_DELIVERY));
    }

    private LogTarget look(GrantedAccount account, String bucket, @Nullable String owner) {
        try {
            return read(account, bucket, regions.now(account, bucket, owner), owner);
        } catch (CallFailed e) {
            return switch (e.reason()) {
                case BucketNotFound -> LogTarget.missing(bucket);
                case WrongRegion ->
                    unreadable(bucket, Reason.CheckFailed, "it is not in the region that S3 named a moment ago.");
                default -> unreadable(bucket, e.reason(), e.text());
            };
        }
    }

    private LogTarget read(GrantedAccount account, String bucket, String region, @Nullable String owner) {
        var identity = BucketIdentity.named(bucket, region, owner);
        var s3 = clients.apply(account, region);
        var acl = call(
                "GetBucketAcl",
                "s3:GetBucketAcl",
                identity,
                () -> s3.getBucketAcl(r -> r.bucket(bucket).expectedBucketOwner(owner)));
        return new LogTarget.Known(
                bucket,
                region,
                acl.owner() == null ? null : acl.owner().id(),
                hasDefaultRetention(s3, identity),
                LogDelivery.isGrantedBy(acl),
                logsTo(s3, identity),
                policyDocument(s3, identity));
    }

    private static PolicyDocument policyDocument(S3Client s3, BucketIdentity bucket) {
        return call("GetBucketPolicy", "s3:GetBucketPolicy", bucket, () -> {
            try {
                return PolicyDocument.parse(
                        s3.getBucketPolicy(r -> r.bucket(bucket.name()).expectedBucketOwner(bucket.expectedOwner()))
                                .policy());
            } catch (SdkException e) {
                return absent(e, "NoSuchBucketPolicy", PolicyDocument.empty());
            } catch (MalformedPolicyException e) {
                throw new CallFailed(
                        Reason.CheckFailed,
                        "its policy document cannot be understood: " + e.getMessage()
                                + ". Repair it with aws s3api put-bucket-policy.",
                        e);
            }
        });
    }

    private static boolean hasDefaultRetention(S3Client s3, BucketIdentity bucket) {
        return call("GetObjectLockConfiguration", "s3:GetBucketObjectLockConfiguration", bucket, () -> {
            try {
                var lock = s3.getObjectLockConfiguration(
                                r -> r.bucket(bucket.name()).expectedBucketOwner(bucket.expectedOwner()))
                        .objectLockConfiguration();
                return lock != null && lock.rule() != null && lock.rule().defaultRetention() != null;
            } catch (SdkException e) {
                return absent(e, "ObjectLockConfigurationNotFoundError", false);
            }
        });
    }

    private static @Nullable String logsTo(S3Client s3, BucketIdentity bucket) {
        var logging = call(
                        "GetBucketLogging",
                        "s3:GetBucketLogging",
                        bucket,
                        () -> s3.getBucketLogging(
                                r -> r.bucket(bucket.name()).expectedBucketOwner(bucket.expectedOwner())))
                .loggingEnabled();
        return logging == null ? null : logging.targetBucket();
    }

    private static <T> T call(String call, String iamAction, BucketIdentity bucket, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw AwsFailure.explain(e, call, iamAction, bucket);
        }
    }

    private static <T> T absent(SdkException e, String code, T value) {
        if (AwsFailure.code(e).equals(code)) {
            return value;
        }
        throw e;
    }

    private static LogTarget unreadable(String bucket, Reason reason, String why) {
        return new LogTarget.Unreadable(bucket, reason, "The log target " + bucket + " cannot be checked: " + why);
    }
}
