package io.bucketwarden.aws;

import io.bucketwarden.iam.MalformedPolicyException;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.LogTarget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.Permission;

/** What is known of buckets that shall receive access logs; many buckets share one, so it is read every few minutes. */
final class LogTargets {

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final String DELIVERY_GROUP = "http://acs.amazonaws.com/groups/s3/LogDelivery";

    private record Known(LogTarget target, Instant readAt) {}

    private final S3Clients clients;
    private final Regions regions;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    LogTargets(S3Clients clients, Regions regions, InstantSource clock) {
        this.clients = clients;
        this.regions = regions;
        this.clock = clock;
    }

    LogTarget of(String bucket, @Nullable String owner) {
        return known.compute(
                        bucket, (name, last) -> isGood(last) ? last : new Known(look(name, owner), clock.instant()))
                .target();
    }

    /** A target with a problem is looked at afresh each time, so that mending it shows at once. */
    private boolean isGood(@Nullable Known last) {
        return last != null
                && last.target().exists()
                && last.target().problemReading().isEmpty()
                && !last.target().policyDocument().isEmpty()
                && last.readAt().plus(FRESH).isAfter(clock.instant());
    }

    private LogTarget look(String bucket, @Nullable String owner) {
        String region;
        try {
            regions.forget(bucket);
            region = regions.of(bucket, owner);
        } catch (CallFailed e) {
            return e.reason() == io.bucketwarden.api.Reason.BucketNotFound
                    ? LogTarget.missing(bucket)
                    : unreadable(bucket, "", e.text());
        }
        var s3 = clients.in(region);
        try {
            var acl = s3.getBucketAcl(r -> r.bucket(bucket).expectedBucketOwner(owner));
            return new LogTarget(
                    bucket,
                    true,
                    region,
                    acl.owner() == null ? null : acl.owner().id(),
                    hasDefaultRetention(s3, bucket, owner),
                    grantsDelivery(acl),
                    policyDocument(s3, bucket, owner),
                    null);
        } catch (AwsServiceException e) {
            return unreadable(
                    bucket,
                    region,
                    "The log target " + bucket + " cannot be checked (" + code(e)
                            + "): allow s3:GetBucketAcl, s3:GetBucketPolicy and s3:GetBucketObjectLockConfiguration on it"
                            + " to the operator's role.");
        }
    }

    private static PolicyDocument policyDocument(S3Client s3, String bucket, @Nullable String owner) {
        try {
            return PolicyDocument.parse(s3.getBucketPolicy(r -> r.bucket(bucket).expectedBucketOwner(owner))
                    .policy());
        } catch (AwsServiceException e) {
            if (code(e).equals("NoSuchBucketPolicy")) {
                return PolicyDocument.empty();
            }
            throw e;
        } catch (MalformedPolicyException e) {
            return PolicyDocument.empty();
        }
    }

    private static boolean hasDefaultRetention(S3Client s3, String bucket, @Nullable String owner) {
        try {
            var lock = s3.getObjectLockConfiguration(r -> r.bucket(bucket).expectedBucketOwner(owner))
                    .objectLockConfiguration();
            return lock != null && lock.rule() != null && lock.rule().defaultRetention() != null;
        } catch (AwsServiceException e) {
            if (code(e).equals("ObjectLockConfigurationNotFoundError")) {
                return false;
            }
            throw e;
        }
    }

    private static boolean grantsDelivery(GetBucketAclResponse acl) {
        return acl.grants().stream()
                .anyMatch(grant -> grant.grantee() != null
                        && DELIVERY_GROUP.equals(grant.grantee().uri())
                        && (grant.permission() == Permission.WRITE || grant.permission() == Permission.FULL_CONTROL));
    }

    private static LogTarget unreadable(String bucket, String region, String why) {
        return new LogTarget(bucket, true, region, null, false, false, PolicyDocument.empty(), why);
    }

    private static String code(AwsServiceException e) {
        var details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? String.valueOf(e.statusCode()) : details.errorCode();
    }
}
