package io.bucketwarden.posture;

import io.bucketwarden.api.Reason;
import io.bucketwarden.iam.PolicyDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a bucket that is to receive access logs. */
public sealed interface LogTarget {

    /** The IAM action that tells where a bucket logs to. */
    String LOGGING = "s3:GetBucketLogging";

    /** The IAM actions on the bucket that logs to it: its owner has to be that of the target. */
    List<String> SOURCE_ACTIONS = List.of(LOGGING, "s3:GetBucketAcl");

    /** The IAM actions on it by which it is known. */
    List<String> READ_ACTIONS = List.of(
            LOGGING, "s3:GetBucketAcl", "s3:GetBucketPolicy", "s3:GetBucketObjectLockConfiguration", "s3:ListBucket");

    String name();

    /** There is no such bucket. */
    record Missing(String name) implements LogTarget {}

    /** Something of it could not be read: why, as a reason of the contract and in words for people. */
    record Unreadable(String name, Reason reason, String message) implements LogTarget {}

    /**
     * All that decides whether logs can arrive was read.
     *
     * @param ownerId the owner's canonical id, or null when the server names none
     * @param defaultRetention whether Object Lock keeps every new object, which refuses log delivery
     * @param aclAllowsDelivery whether the log delivery group may write by ACL
     * @param logsTo the bucket that receives the target's own access logs, or null when they are off
     */
    record Known(
            String name,
            String region,
            @Nullable String ownerId,
            boolean defaultRetention,
            boolean aclAllowsDelivery,
            @Nullable String logsTo,
            PolicyDocument policyDocument)
            implements LogTarget {}

    static LogTarget missing(String name) {
        return new Missing(name);
    }

    /** Says the same whether there is such a bucket or not. */
    static LogTarget notGranted(String name) {
        return new Unreadable(
                name,
                Reason.NotGranted,
                "No grant covers the log target " + name + ": ask whoever runs the operator for an S3BucketGrant that"
                        + " does; maxMode Audit is enough.");
    }
}
