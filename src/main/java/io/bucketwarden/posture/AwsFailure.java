package io.bucketwarden.posture;

import io.bucketwarden.api.Reason;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns a failed SDK call into what a person can act upon. */
public final class AwsFailure {

    private static final Set<String> CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestExpired",
            "InvalidToken",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    /** Whether a service refuses whoever asks, with this code, and not what was asked for. */
    public static boolean isOfCredentials(String code) {
        return CREDENTIALS.contains(code);
    }

    private static final int DEEPEST = 16;

    private AwsFailure() {}

    /** The error code that AWS gave; empty when it gave none. */
    public static String code(SdkException e) {
        if (!(e instanceof AwsServiceException service) || service.awsErrorDetails() == null) {
            return "";
        }
        var code = service.awsErrorDetails().errorCode();
        return code == null ? "" : code;
    }

    /** The failure of {@code call}, in words for people and as a reason of the contract. */
    public static CallFailed explain(SdkException e, String call, String iamAction, BucketIdentity bucket) {
        return switch (e) {
            case AwsServiceException service -> answered(service, call, iamAction, bucket);
            case SdkClientException client -> unanswered(client, call);
            default -> new CallFailed(Reason.CheckFailed, call + " failed: " + e.getMessage(), e);
        };
    }

    private static CallFailed answered(AwsServiceException e, String call, String iamAction, BucketIdentity bucket) {
        var code = code(e);
        return switch (code) {
            case "NoSuchBucket" -> missing(e, bucket);
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                failed(
                        Reason.WrongRegion,
                        "The bucket " + bucket.name() + " is not in " + bucket.region() + where(e)
                                + ". Correct spec.region, or leave it out to have it found.",
                        e);
            case "ExpiredToken", "ExpiredTokenException", "RequestExpired", "InvalidToken", "TokenRefreshRequired" ->
                failed(
                        Reason.CheckFailed,
                        "The operator's AWS credentials have expired (" + code
                                + "). Renew them or check its service account's role.",
                        e);
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "UnrecognizedClientException", "InvalidClientTokenId" ->
                failed(
                        Reason.CheckFailed,
                        "AWS does not accept the operator's credentials (" + code
                                + "). Check its access key or its service account's role.",
                        e);
            case "MethodNotAllowed" -> notAllowed(e, call, bucket);
            case "NotImplemented" ->
                failed(
                        Reason.CheckFailed,
                        "This S3 server does not offer " + call + ". Leave out the facet that needs it.",
                        e);
            default -> byStatus(e, code, call, iamAction, bucket);
        };
    }

    private static CallFailed byStatus(
            AwsServiceException e, String code, String call, String iamAction, BucketIdentity bucket) {
        return switch (e.statusCode()) {
            case 403 -> failed(Reason.AccessDenied, denied(call, iamAction, bucket), e);
            case 404 -> missing(e, bucket);
            case 405 -> notAllowed(e, call, bucket);
            case 407 ->
                failed(
                        Reason.CheckFailed,
                        "S3 could not be reached for " + call + ": the proxy wants credentials (407). Check HTTPS_PROXY"
                                + " and NO_PROXY.",
                        e);
            case 301, 307 ->
                failed(
                        Reason.WrongRegion,
                        "The bucket " + bucket.name() + " is not in " + bucket.region() + where(e) + ".",
                        e);
            default ->
                failed(
                        Reason.CheckFailed,
                        "S3 answered " + e.statusCode() + (code.isEmpty() ? "" : " " + code) + " to " + call + ".",
                        e);
        };
    }

    /** S3 says so only of a bucket that is in no region, whichever was asked. */
    private static CallFailed missing(AwsServiceException e, BucketIdentity bucket) {
        return failed(
                Reason.BucketNotFound,
                "There is no bucket named " + bucket.name() + ", in whatever region. Create it, or correct"
                        + " spec.bucketName.",
                e);
    }

    /** S3 answers so to a call for the policy document from another account, whatever that document allows. */
    private static CallFailed notAllowed(AwsServiceException e, String call, BucketIdentity bucket) {
        return failed(
                Reason.AccessDenied,
                call + " is not allowed: on AWS only credentials of the account that owns " + bucket.name()
                        + " may call it, whatever the policy document says, so give the operator a role there. Another"
                        + " server may not offer it at all: leave out the facet that needs it.",
                e);
    }

    private static String denied(String call, String iamAction, BucketIdentity bucket) {
        var owner = bucket.expectedOwner();
        return call + " is denied: allow " + iamAction + " on " + bucket.arn() + " to the operator's role"
                + (owner == null
                        ? ""
                        : ", and check that account " + owner + " owns the bucket (another goes into spec.accountId)")
                + ".";
    }

    private static CallFailed unanswered(SdkClientException e, String call) {
        return said(e).orElseGet(
                        () -> failed(Reason.CheckFailed, withoutAnswer("S3 could not be reached for " + call, e), e));
    }

    /**
     * In words for people, a failure without an answer of AWS.
     *
     * @param unreached what did not happen, where it is not for want of credentials to sign a call with
     */
    public static String withoutAnswer(String unreached, SdkException e) {
        return MissingCredentials.areCauseOf(e) ? MissingCredentials.explain(e) : unreached + ": " + NoAnswer.why(e);
    }

    /** What stopped the call on our side, such as a role that cannot be assumed, has said why already. */
    private static Optional<CallFailed> said(SdkClientException e) {
        return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .filter(CallFailed.class::isInstance)
                .map(CallFailed.class::cast)
                .findFirst();
    }

    private static String where(AwsServiceException e) {
        var region = regionHeader(e);
        return region == null ? "" : " but in " + region;
    }

    /** The bucket's region, which S3 names even where it refuses a call; null when it does not. */
    public static @Nullable String regionHeader(AwsServiceException e) {
        if (e.awsErrorDetails() == null || e.awsErrorDetails().sdkHttpResponse() == null) {
            return null;
        }
        return e.awsErrorDetails()
                .sdkHttpResponse()
                .firstMatchingHeader("x-amz-bucket-region")
                .orElse(null);
    }

    private static CallFailed failed(Reason reason, String message, Throwable cause) {
        return new CallFailed(reason, message, cause);
    }
}
