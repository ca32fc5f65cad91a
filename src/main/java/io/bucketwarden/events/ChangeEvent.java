package io.bucketwarden.events;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One management event of S3 as CloudTrail recorded it. Whoever may send to the queue may write anything here.
 *
 * @param id CloudTrail's {@code eventID}, the same in every copy
 * @param name of the API call, such as {@code PutBucketAcl}
 * @param time when the call was made, to the second
 * @param account that recorded it, which need not own the bucket; null when not told
 * @param bucket null when it is about an account, or not told
 * @param requestId of the call, as S3 answered it; null when not told
 * @param actor who made the call
 * @param errorCode why it failed; null when it succeeded
 * @param policy the document that {@code PutBucketPolicy} sent, as JSON and not looked into; null when not told, or larger
 *     than S3 stores
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail record contents</a>
 */
public record ChangeEvent(
        String id,
        String name,
        Instant time,
        @Nullable String region,
        @Nullable String account,
        @Nullable String bucket,
        @Nullable String requestId,
        Actor actor,
        @Nullable String errorCode,
        @Nullable String policy) {

    /**
     * Who made a call.
     *
     * @param principal ARN of the user or session; of an AWS service its host name, such as {@code s3.amazonaws.com};
     *     null when not told
     * @param role ARN of the role behind a session; null when there is none
     * @param sourceIp address, or the host name of the AWS service that called
     * @param userAgent what the caller called itself: a label, not an identity
     */
    public record Actor(
            @Nullable String principal,
            @Nullable String role,
            @Nullable String sourceIp,
            @Nullable String userAgent) {}

    /** After these it is open whether the call had an effect. */
    private static final Set<String> OPEN = Set.of("InternalError", "InternalFailure", "RequestTimeout");

    /** Whether the call failed, and so changed nothing. */
    public boolean isAttempt() {
        return errorCode != null && !OPEN.contains(errorCode);
    }

    /** The same without the document, which is large. */
    public ChangeEvent withoutPolicy() {
        return policy == null
                ? this
                : new ChangeEvent(id, name, time, region, account, bucket, requestId, actor, errorCode, null);
    }

    /** Whether it is about the settings of an account, under whichever name S3 Control has it recorded. */
    public boolean isOfAccount() {
        return bucket == null && name.matches("(Put|Delete)(Account.*|PublicAccessBlock)");
    }
}
