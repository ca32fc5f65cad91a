package io.bucketwarden.aws;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;

/** Remembers when a policy document was sent, each of which is {@link SentOnce sent once}, unless S3 refused it. */
record RememberPolicyWrites(PolicyWrites writes) implements ExecutionInterceptor {

    private static final ExecutionAttribute<PolicyWrites.Attempt> ATTEMPT =
            new ExecutionAttribute<>("BucketwardenPolicyWrite");

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        var bucket = bucket(context.request());
        if (!bucket.isEmpty()) {
            attributes.putAttribute(ATTEMPT, writes.begin(bucket));
        }
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        var attempt = attributes.getAttribute(ATTEMPT);
        if (attempt == null) {
            return;
        }
        if (context.httpResponse().statusCode() / 100 == 4) {
            writes.refused(attempt);
        } else {
            writes.end(attempt);
        }
    }

    /** Also where there was no answer. */
    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        var attempt = attributes.getAttribute(ATTEMPT);
        if (attempt != null) {
            writes.end(attempt);
        }
    }

    private static String bucket(SdkRequest request) {
        return switch (request) {
            case PutBucketPolicyRequest put -> put.bucket();
            case DeleteBucketPolicyRequest delete -> delete.bucket();
            default -> "";
        };
    }
}
