package io.bucketwarden.aws;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** One S3 client for each region, all on one HTTP client, each with its own request budget. */
public final class S3Clients implements AutoCloseable {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(15);

    private final Endpoint endpoint;
    private final AwsCredentialsProvider credentials;
    private final int requestRate;
    private final RequestListener listener;
    private final SdkHttpClient http;
    private final Map<String, S3Client> byRegion = new ConcurrentHashMap<>();

    /**
     * @param requestRate requests per second to one region, at least 1
     * @param connections connections in use at the same time, at least 1
     */
    public S3Clients(
            Endpoint endpoint,
            AwsCredentialsProvider credentials,
            int requestRate,
            int connections,
            RequestListener listener) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.requestRate = requestRate;
        this.listener = listener;
        this.http = Apache5HttpClient.builder()
                .maxConnections(connections)
                .connectionTimeout(Duration.ofSeconds(5))
                .build();
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public S3Client in(String region) {
        return byRegion.computeIfAbsent(region, this::s3);
    }

    /** A client to ask who we are. */
    public StsClient sts() {
        var builder = StsClient.builder()
                .httpClient(http)
                .credentialsProvider(credentials)
                .region(Region.of(endpoint.region()))
                .overrideConfiguration(configuration().build());
        return endpoint.override() == null
                ? builder.build()
                : builder.endpointOverride(endpoint.override()).build();
    }

    private S3Client s3(String region) {
        var configuration = configuration();
        var builder = S3Client.builder()
                .httpClient(http)
                .credentialsProvider(credentials)
                .region(Region.of(region))
                .forcePathStyle(endpoint.pathStyle());
        if (endpoint.override() != null) {
            builder.endpointOverride(endpoint.override())
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .addPlugin(LegacyMd5Plugin.create());
        }
        if (!endpoint.isAws()) {
            configuration.addExecutionInterceptor(new SubresourceDeleteGuard());
        }
        return builder.overrideConfiguration(configuration.build()).build();
    }

    private ClientOverrideConfiguration.Builder configuration() {
        return ClientOverrideConfiguration.builder()
                .apiCallTimeout(CALL_TIMEOUT)
                .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "bucketwarden")
                .addMetricPublisher(new CallMetrics(listener))
                .addExecutionInterceptor(new Spend(RequestBudget.perSecond(requestRate)));
    }

    /** Takes from the budget before every attempt, retries included. */
    private record Spend(RequestBudget budget) implements ExecutionInterceptor {
        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            budget.take();
        }
    }

    @Override
    public void close() {
        byRegion.values().forEach(S3Client::close);
        http.close();
    }
}
