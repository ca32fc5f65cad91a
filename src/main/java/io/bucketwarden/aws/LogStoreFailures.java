package io.bucketwarden.aws;

import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.AwsFailure;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Why a bucket with logs cannot be read, for people. */
record LogStoreFailures(BucketIdentity bucket) {

    private static final String LIST = "ListObjectsV2";
    private static final String GET = "GetObject";
    private static final String DECRYPT = "kms:Decrypt";
    private static final String OF_KEY = "KMS.";
    private static final int FORBIDDEN = 403;

    CallFailed listing(SdkException e) {
        return explained(e, LIST, "s3:ListBucket", bucket.arn());
    }

    CallFailed reading(SdkException e) {
        var code = AwsFailure.code(e);
        if (code.startsWith(OF_KEY)) {
            return new CallFailed(
                    Reason.CheckFailed,
                    "The log objects in " + bucket.name() + " cannot be decrypted (" + code
                            + "): their KMS key is disabled, deleted or of no use. Enable it again.",
                    e);
        }
        if (isDenied(e) && String.valueOf(e.getMessage()).contains(DECRYPT)) {
            return new CallFailed(
                    Reason.AccessDenied,
                    GET + " is denied: allow " + DECRYPT + " on the KMS key that encrypts the log objects in "
                            + bucket.name() + " to the operator's role, in its policy and in that of the key.",
                    e);
        }
        return explained(e, GET, "s3:GetObject", bucket.arn() + "/*");
    }

    private CallFailed explained(SdkException e, String call, String iamAction, String resource) {
        var known = AwsFailure.explain(e, call, iamAction, bucket);
        return switch (known.reason()) {
            case AccessDenied ->
                isDenied(e) ? new CallFailed(Reason.AccessDenied, denied(call, iamAction, resource), e) : known;
            case BucketNotFound ->
                new CallFailed(
                        Reason.BucketNotFound,
                        "There is no bucket named " + bucket.name() + " to read logs from. Create it, or correct where"
                                + " the logs are.",
                        e);
            case WrongRegion ->
                new CallFailed(
                        Reason.WrongRegion,
                        "The bucket " + bucket.name() + " with the logs is not in " + bucket.region()
                                + ", where it was a moment ago.",
                        e);
            default -> known;
        };
    }

    private String denied(String call, String iamAction, String resource) {
        var owner = bucket.expectedOwner();
        return call + " is denied: allow " + iamAction + " on " + resource + " to the operator's role"
                + (owner == null ? "" : ", and check that account " + owner + " owns the bucket") + ".";
    }

    private static boolean isDenied(SdkException e) {
        return e instanceof AwsServiceException service && service.statusCode() == FORBIDDEN;
    }
}
