package io.bucketwarden.aws;

import io.bucketwarden.posture.AwsFailure;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * Sends a policy document once. It was merged from what was read right before; sent again after a pause, as the SDK would
 * send it, it would undo what somebody else has put there meanwhile. Whoever called reads anew.
 */
final class SentOnce extends DelegatingS3Client {

    /** A policy document was sent, to no avail; it is worth to read, merge and send it anew. */
    static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final SdkException why;

        private Failed(SdkException why) {
            super(why.getMessage(), why);
            this.why = why;
        }

        SdkException why() {
            return why;
        }
    }

    /** As the SDK sees them. */
    private static final Set<Integer> TRANSIENT = Set.of(500, 502, 503, 504);

    /** The second is said falsely now and then; reading anew tells. */
    private static final Set<String> TRANSIENT_CODES = Set.of("RequestTimeout", "NoSuchBucket");

    private static final SdkPlugin WITHOUT_RETRIES = configuration -> configuration.overrideConfiguration(configuration
            .overrideConfiguration()
            .copy(changed -> changed.retryStrategy(AwsRetryStrategy.doNotRetry())));

    SentOnce(S3Client client) {
        super(client);
    }

    /** Whether a request is sent once. */
    static boolean includes(S3Request request) {
        return request instanceof PutBucketPolicyRequest || request instanceof DeleteBucketPolicyRequest;
    }

    /** @throws Failed instead of what the SDK would have retried, and of a bucket that is said to be missing */
    @Override
    public PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest request) {
        return once(() -> super.putBucketPolicy(request.copy(r -> r.overrideConfiguration(SentOnce::withoutRetries))));
    }

    /** @throws Failed as by {@link #putBucketPolicy} */
    @Override
    public DeleteBucketPolicyResponse deleteBucketPolicy(DeleteBucketPolicyRequest request) {
        return once(
                () -> super.deleteBucketPolicy(request.copy(r -> r.overrideConfiguration(SentOnce::withoutRetries))));
    }

    private static void withoutRetries(AwsRequestOverrideConfiguration.Builder request) {
        request.addPlugin(WITHOUT_RETRIES);
    }

    private static <T> T once(Supplier<T> write) {
        try {
            return write.get();
        } catch (SdkException e) {
            if (isWorthAnother(e)) {
                throw new Failed(e);
            }
            throw e;
        }
    }

    private static boolean isWorthAnother(SdkException e) {
        return switch (e) {
            case AwsServiceException answer ->
                TRANSIENT.contains(answer.statusCode())
                        || answer.isThrottlingException()
                        || answer.isClockSkewException()
                        || TRANSIENT_CODES.contains(AwsFailure.code(answer));
            case AbortedException _ -> false;
            case ApiCallAttemptTimeoutException _, ApiCallTimeoutException _ -> true;
            default -> e.retryable() || e.getCause() instanceof IOException;
        };
    }
}
