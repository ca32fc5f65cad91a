package io.bucketwarden.conformance;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients of somebody else than the operator, who makes buckets, leaves a mess in them, and takes them away. */
final class Clients implements AutoCloseable {

    private final Store store;
    private final AwsCredentialsProvider credentials;
    private final Map<String, S3Client> byRegion = new ConcurrentHashMap<>();

    Clients(Store store, Budget budget) {
        this.store = store;
        this.credentials = budget.taking(store.credentials());
    }

    S3Client in(String region) {
        return byRegion.computeIfAbsent(region, this::client);
    }

    private S3Client client(String region) {
        var endpoint = store.endpoint();
        var builder = S3Client.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .forcePathStyle(endpoint.pathStyle())
                .overrideConfiguration(c ->
                        c.retryStrategy(RetryMode.STANDARD).addExecutionInterceptor(new ExpectOwner(store.account())));
        if (endpoint.override() != null) {
            builder.endpointOverride(endpoint.override())
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .addPlugin(LegacyMd5Plugin.create());
        }
        return builder.build();
    }

    @Override
    public void close() {
        byRegion.values().forEach(S3Client::close);
    }
}
