package io.bucketwarden.aws;

import io.bucketwarden.posture.AwsFailure;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;

/** Asks once more when S3 says that there is no such bucket, which it has said falsely of buckets read in parallel. */
final class SecondLook extends DelegatingS3Client {

    SecondLook(S3Client client) {
        super(client);
    }

    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        try {
            return operation.apply(request);
        } catch (S3Exception e) {
            if (e instanceof NoSuchBucketException || AwsFailure.code(e).equals("NoSuchBucket")) {
                return operation.apply(request);
            }
            throw e;
        }
    }
}
