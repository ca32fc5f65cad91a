package io.bucketwarden.servers;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Somebody before one bucket, and the status of the answer to what is tried. */
public record Visitor(S3Client s3, String bucket) {

    public static final int OK = 200;
    public static final int DONE = 204;
    public static final int REFUSED = 403;

    /** The status of the answer to a call. */
    public static int status(Supplier<? extends AwsResponse> call) {
        try {
            return call.get().sdkHttpResponse().statusCode();
        } catch (S3Exception e) {
            return e.statusCode();
        }
    }

    public int gets(String key) {
        return status(() -> s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).response());
    }

    public int puts(String key) {
        return status(() -> s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("x")));
    }

    public int lists() {
        return status(() -> s3.listObjectsV2(r -> r.bucket(bucket)));
    }

    public int readsThePolicy() {
        return status(() -> s3.getBucketPolicy(r -> r.bucket(bucket)));
    }

    public int writesThePolicy(String document) {
        return status(() -> s3.putBucketPolicy(r -> r.bucket(bucket).policy(document)));
    }

    public int deletesThePolicy() {
        return status(() -> s3.deleteBucketPolicy(r -> r.bucket(bucket)));
    }

    /** @param secondFactor a device's serial and its code; null for none */
    public int deletesTheVersion(String key, String version, String secondFactor) {
        return status(() -> s3.deleteObject(
                r -> r.bucket(bucket).key(key).versionId(version).mfa(secondFactor)));
    }
}
