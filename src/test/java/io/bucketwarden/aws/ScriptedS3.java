package io.bucketwarden.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.*;

/** An S3 that holds buckets for access logs: notes every call, and answers it, or fails it where a test says so. */
final class ScriptedS3 implements S3Client {

    static final String DELIVERY_POLICY = """
            {"Statement":[{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},\
            "Action":"s3:PutObject","Resource":"*"}]}""";

    final List<String> calls = new CopyOnWriteArrayList<>();
    final Map<String, SdkException> failures = new ConcurrentHashMap<>();
    final Map<String, Runnable> before = new ConcurrentHashMap<>();
    volatile String region = "eu-central-1";
    volatile String policy = "";
    volatile boolean aclAllowsDelivery;
    volatile boolean defaultRetention;
    volatile String logsTo;

    /** An error as S3 sends it; the bucket's region too where it is not empty. */
    static S3Exception error(int status, String code, String region) {
        var http = SdkHttpResponse.builder().statusCode(status);
        if (!region.isEmpty()) {
            http.putHeader("x-amz-bucket-region", region);
        }
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .sdkHttpResponse(http.build())
                        .build())
                .build();
    }

    @Override
    public HeadBucketResponse headBucket(HeadBucketRequest request) {
        called("HeadBucket", request.bucket());
        return (HeadBucketResponse) HeadBucketResponse.builder()
                .sdkHttpResponse(SdkHttpResponse.builder()
                        .statusCode(200)
                        .putHeader("x-amz-bucket-region", region)
                        .build())
                .build();
    }

    @Override
    public GetBucketAclResponse getBucketAcl(GetBucketAclRequest request) {
        called("GetBucketAcl", request.bucket());
        var grants = new ArrayList<Grant>();
        if (aclAllowsDelivery) {
            grants.add(Grant.builder()
                    .grantee(g -> g.type(Type.GROUP).uri("http://acs.amazonaws.com/groups/s3/LogDelivery"))
                    .permission(Permission.WRITE)
                    .build());
        }
        return GetBucketAclResponse.builder()
                .owner(o -> o.id("owner-canonical-id"))
                .grants(grants)
                .build();
    }

    @Override
    public GetBucketLoggingResponse getBucketLogging(GetBucketLoggingRequest request) {
        called("GetBucketLogging", request.bucket());
        return GetBucketLoggingResponse.builder()
                .loggingEnabled(
                        logsTo == null
                                ? null
                                : LoggingEnabled.builder().targetBucket(logsTo).build())
                .build();
    }

    @Override
    public GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest request) {
        called("GetBucketPolicy", request.bucket());
        if (policy.isEmpty()) {
            throw error(404, "NoSuchBucketPolicy", "");
        }
        return GetBucketPolicyResponse.builder().policy(policy).build();
    }

    @Override
    public GetObjectLockConfigurationResponse getObjectLockConfiguration(GetObjectLockConfigurationRequest request) {
        called("GetObjectLockConfiguration", request.bucket());
        if (!defaultRetention) {
            throw error(404, "ObjectLockConfigurationNotFoundError", "");
        }
        return GetObjectLockConfigurationResponse.builder()
                .objectLockConfiguration(c ->
                        c.rule(r -> r.defaultRetention(d -> d.mode("GOVERNANCE").days(1))))
                .build();
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {}

    private void called(String call, String bucket) {
        calls.add(call + " " + bucket);
        before.getOrDefault(bucket, () -> {}).run();
        var failure = failures.get(call);
        if (failure != null) {
            throw failure;
        }
    }
}
