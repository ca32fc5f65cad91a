package io.bucketwarden.aws;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.endpoints.EndpointUrl;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** What the clients of all accounts share: the server, one HTTP client, one timer, and how long a call may take. */
final class HttpTransport implements AutoCloseable {

    /** How long a call may take with its retries, and one attempt of it. */
    record Timeouts(Duration call, Duration attempt) {}

    static final Timeouts S3 = new Timeouts(Duration.ofSeconds(60), Duration.ofSeconds(15));

    /** Short, since a pass stands still meanwhile, and within the time of the call to S3 that needs the answer. */
    private static final Timeouts STS = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(5));

    private static final Duration CONNECTING = Duration.ofSeconds(5);

    /** More than one reader of a queue has threads; opened only when used. */
    private static final int QUEUE_CONNECTIONS = 16;

    /** A receive waits for messages for up to 20 s. */
    private static final Timeouts QUEUE = new Timeouts(Duration.ofSeconds(60), Duration.ofSeconds(30));

    /**
     * A client that is closed closes its credentials, too. Others need them after it, so each gets something that cannot
     * be closed.
     */
    private record Lent(AwsCredentialsProvider credentials) implements AwsCredentialsProvider {
        @Override
        public AwsCredentials resolveCredentials() {
            return credentials.resolveCredentials();
        }
    }

    private final Endpoint endpoint;
    private final RequestListener listener;
    private final Timeouts timeouts;
    private final OwnWrites ownWrites;
    private final PolicyWrites policyWrites;
    private final SdkHttpClient http;
    private final ScheduledThreadPoolExecutor timer = timer();

    /** @param connections connections of all accounts together */
    HttpTransport(
            Endpoint endpoint,
            int connections,
            RequestListener listener,
            Timeouts timeouts,
            OwnWrites ownWrites,
            PolicyWrites policyWrites) {
        this.endpoint = endpoint;
        this.listener = listener;
        this.timeouts = timeouts;
        this.ownWrites = ownWrites;
        this.policyWrites = policyWrites;
        this.http = connecting().maxConnections(connections).build();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    S3Client s3(String region, AwsCredentialsProvider credentials, RequestBudget budget) {
        var configuration = configuration(timeouts)
                .addExecutionInterceptor(new CountRetries(budget))
                .addExecutionInterceptor(new RememberWrites(ownWrites))
                .addExecutionInterceptor(new RememberPolicyWrites(policyWrites));
        var builder = S3Client.builder()
                .httpClient(http)
                .credentialsProvider(new Lent(credentials))
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

    /** An endpoint of AWS that is given for S3 does not answer for STS. */
    StsClient sts(AwsCredentialsProvider credentials) {
        var builder = StsClient.builder()
                .httpClient(http)
                .credentialsProvider(new Lent(credentials))
                .region(Region.of(endpoint.region()))
                .overrideConfiguration(configuration(STS).build());
        return endpoint.override() == null || endpoint.isAws()
                ? builder.build()
                : builder.endpointOverride(endpoint.override()).build();
    }

    /** An endpoint of AWS that is given for S3 does not answer for the settings of accounts. */
    S3Client ofAccount(String account, AwsCredentialsProvider credentials) {
        var region = endpoint.region();
        var request = new AccountRequest(account, region, endpoint.isAws() ? null : endpoint.override());
        var where = software.amazon.awssdk.endpoints.Endpoint.builder()
                .endpointUrl(EndpointUrl.fromUri(request.endpoint()))
                .build();
        return S3Client.builder()
                .httpClient(http)
                .credentialsProvider(new Lent(credentials))
                .region(Region.of(region))
                .endpointProvider(_ -> CompletableFuture.completedFuture(where))
                .overrideConfiguration(
                        configuration(STS).addExecutionInterceptor(request).build())
                .build();
    }

    /**
     * Has connections of its own, which are closed with it: a receive holds one for as long as it waits, and those of S3
     * are counted for looks at buckets. It does not go to the endpoint that is given for S3.
     */
    SqsClient sqs(QueueUrl queue, AwsCredentialsProvider credentials) {
        var region = queue.region() == null ? endpoint.region() : queue.region();
        var builder = SqsClient.builder()
                .httpClientBuilder(
                        connecting().maxConnections(QUEUE_CONNECTIONS).socketTimeout(QUEUE.attempt()))
                .credentialsProvider(new Lent(credentials))
                .region(Region.of(region))
                .overrideConfiguration(configuration(QUEUE).build());
        return queue.override() == null
                ? builder.build()
                : builder.endpointOverride(queue.override()).build();
    }

    /** An endpoint of AWS that is given for S3 does not answer for others. */
    JsonCalls json(AwsCredentialsProvider credentials) {
        return new JsonCalls(http, new Lent(credentials), endpoint.isAws() ? null : endpoint.override());
    }

    private Apache5HttpClient.Builder connecting() {
        var builder = Apache5HttpClient.builder().connectionTimeout(CONNECTING);
        var trusted = endpoint.trusted();
        return trusted == null ? builder : builder.tlsTrustManagersProvider(trusted::trustManagers);
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
    public void close() {
        http.close();
        timer.shutdownNow();
    }
}
