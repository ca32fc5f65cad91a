package io.bucketwarden.aws;

import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.CallFailed;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** One S3 client for each region, all on one HTTP client, each with its own request budget. */
public final class S3Clients implements AutoCloseable {

    /** How long a call may take with its retries, and one attempt of it. */
    record Timeouts(Duration call, Duration attempt) {}

    private static final Timeouts S3 = new Timeouts(Duration.ofSeconds(60), Duration.ofSeconds(15));

    /** Short, since a pass stands still meanwhile, and goes on without the answer. */
    private static final Timeouts STS = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(5));

    /** More than AWS has. Regions come from specs, so their number must have an end. */
    static final int REGIONS = 64;

    private final Endpoint endpoint;
    private final AwsCredentialsProvider credentials;
    private final int requestRate;
    private final RequestListener listener;
    private final Timeouts timeouts;
    private final SdkHttpClient http;
    private final Semaphore connections;
    private final ScheduledThreadPoolExecutor timer = timer();

    /** One that is dropped may be in use still, so it is not closed; all that it holds is shared. */
    private final Map<String, S3Client> byRegion = new LatestUsed<>(REGIONS);

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
        this(endpoint, credentials, requestRate, connections, listener, S3);
    }

    S3Clients(
            Endpoint endpoint,
            AwsCredentialsProvider credentials,
            int requestRate,
            int connections,
            RequestListener listener,
            Timeouts timeouts) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.requestRate = requestRate;
        this.listener = listener;
        this.timeouts = timeouts;
        this.connections = new Semaphore(connections);
        this.http = Apache5HttpClient.builder()
                .maxConnections(connections)
                .connectionTimeout(Duration.ofSeconds(5))
                .build();
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /**
     * The client for a region.
     *
     * @throws CallFailed when there can be no such region
     */
    public synchronized S3Client in(String region) {
        if (!endpoint.isRegion(region)) {
            throw new CallFailed(
                    Reason.WrongRegion,
                    "There can be no region named " + region
                            + ". Write one such as eu-central-1 in spec.region, or leave"
                            + " it out to have it found.");
        }
        return byRegion.computeIfAbsent(region, this::s3);
    }

    /** A client to ask who we are. An endpoint of AWS that is given for S3 does not answer for STS. */
    public StsClient sts() {
        var builder = StsClient.builder()
                .httpClient(http)
                .credentialsProvider(credentials)
                .region(Region.of(endpoint.region()))
                .overrideConfiguration(configuration(STS).build());
        return endpoint.override() == null || endpoint.isAws()
                ? builder.build()
                : builder.endpointOverride(endpoint.override()).build();
    }

    private S3Client s3(String region) {
        var budget = RequestBudget.perSecond(requestRate);
        var configuration = configuration(timeouts).addExecutionInterceptor(new CountRetries(budget));
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
        var client = builder.overrideConfiguration(configuration.build()).build();
        return new SecondLook(new PacedS3(client, budget, connections));
    }

    private ClientOverrideConfiguration.Builder configuration(Timeouts limits) {
        return ClientOverrideConfiguration.builder()
                .apiCallTimeout(limits.call())
                .apiCallAttemptTimeout(limits.attempt())
                .scheduledExecutorService(timer)
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "bucketwarden")
                .addMetricPublisher(new CallMetrics(listener));
    }

    private static ScheduledThreadPoolExecutor timer() {
        var threads = Thread.ofPlatform().daemon().name("aws-timeouts-", 0).factory();
        var timer = new ScheduledThreadPoolExecutor(2, threads);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    @Override
    public synchronized void close() {
        byRegion.values().forEach(S3Client::close);
        http.close();
        timer.shutdownNow();
    }
}
