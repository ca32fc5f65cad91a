package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.CallFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class S3ClientsTest {

    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    private static final long SECOND = 1_000_000_000L;
    private static final HttpTransport.Timeouts SHORT =
            new HttpTransport.Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(1));

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.incrementAndGet();
                exchange.sendResponseHeaders(failuresLeft.getAndDecrement() > 0 ? 500 : 200, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void calls_that_queue_for_the_budget_longer_than_any_timeout_all_succeed() throws Exception {
        try (var accounts = accounts(endpoint(), 8);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var s3 = accounts.in(GrantedAccount.OWN, "us-east-1");
            var calls = new ArrayList<Future<?>>();
            for (int call = 0; call < 32; call++) {
                calls.add(threads.submit(() -> s3.headBucket(r -> r.bucket("acme"))));
            }

            for (var call : calls) {
                assertThat(call).succeedsWithin(Duration.ofSeconds(30));
            }
        }
        assertThat(requests).hasValue(32);
    }

    @Test
    void an_interrupted_call_is_not_sent() {
        try (var accounts = accounts(endpoint(), 1)) {
            var s3 = accounts.in(GrantedAccount.OWN, "us-east-1");
            s3.headBucket(r -> r.bucket("acme"));
            s3.headBucket(r -> r.bucket("acme"));
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> s3.headBucket(r -> r.bucket("acme"))).isInstanceOf(AbortedException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(requests).hasValue(2);
    }

    @Test
    void retries_are_taken_from_the_budget_of_the_calls_after_them() {
        var budget = new RequestBudget(1, () -> 0, nanos -> {});
        try (var s3 = S3Client.builder()
                .endpointOverride(endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .overrideConfiguration(c -> c.addExecutionInterceptor(new CountRetries(budget)))
                .build()) {
            failuresLeft.set(2);

            s3.headBucket(r -> r.bucket("acme"));
        }

        assertThat(requests).hasValue(3);
        assertThat(budget.spend()).as("after two retries, a second each").isEqualTo(SECOND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "evil.example/#", "eu-central-1.evil.example", "eu-central-1@x", "EU-CENTRAL-1", "x"})
    void what_is_no_region_of_aws_gets_no_client(String region) {
        try (var accounts = accounts(null, 100)) {
            assertThatThrownBy(() -> accounts.in(GrantedAccount.OWN, region))
                    .isInstanceOfSatisfying(
                            CallFailed.class, e -> assertThat(e.reason()).isEqualTo(Reason.WrongRegion))
                    .hasMessageContaining("spec.region");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "us-gov-west-1", "cn-north-1", "us-isob-east-1", "eusc-de-east-1"})
    void regions_of_every_partition_get_one(String region) {
        try (var accounts = accounts(null, 100)) {
            assertThat(accounts.in(GrantedAccount.OWN, region)).isSameAs(accounts.in(GrantedAccount.OWN, region));
        }
    }

    @Test
    void another_server_names_its_regions_as_it_likes_but_not_as_a_host() {
        try (var accounts = accounts(endpoint(), 100)) {
            assertThat(accounts.in(GrantedAccount.OWN, "RegionOne")).isNotNull();
            assertThatThrownBy(() -> accounts.in(GrantedAccount.OWN, "a.b")).isInstanceOf(CallFailed.class);
        }
    }

    @Test
    void made_up_regions_do_not_pile_up_and_what_is_dropped_still_works() {
        try (var accounts = accounts(endpoint(), 100)) {
            var first = accounts.in(GrantedAccount.OWN, "made-up-0");
            for (int region = 1; region <= S3Clients.REGIONS; region++) {
                accounts.in(GrantedAccount.OWN, "made-up-" + region);
            }

            assertThat(accounts.in(GrantedAccount.OWN, "made-up-0")).isNotSameAs(first);
            assertThat(accounts.in(GrantedAccount.OWN, "made-up-" + S3Clients.REGIONS))
                    .isSameAs(accounts.in(GrantedAccount.OWN, "made-up-" + S3Clients.REGIONS));
            assertThat(first.headBucket(r -> r.bucket("acme")).sdkHttpResponse().isSuccessful())
                    .isTrue();
        }
    }

    @Test
    void an_interface_endpoint_of_s3_is_not_asked_who_we_are() {
        var s3Only = URI.create("https://bucket.vpce-0a1b2c3d.s3.eu-central-1.vpce.amazonaws.com");
        try (var aws = accounts(s3Only, 100);
                var other = accounts(endpoint(), 100);
                var sts = aws.sts();
                var otherSts = other.sts()) {
            assertThat(sts.serviceClientConfiguration().endpointOverride()).isEmpty();
            assertThat(otherSts.serviceClientConfiguration().endpointOverride()).contains(endpoint());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://s3.eu-central-1.amazonaws.com",
                "https://s3.cn-north-1.amazonaws.com.cn",
                "https://S3.eusc-de-east-1.amazonaws.eu"
            })
    void endpoints_of_every_partition_are_aws(URI endpoint) {
        assertThat(new Endpoint(endpoint, false, "us-east-1", false, true).isAws())
                .isTrue();
        assertThat(new Endpoint(URI.create("https://amazonaws.com.evil.example"), false, "us-east-1", false, true)
                        .isAws())
                .isFalse();
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static Accounts accounts(@Nullable URI endpoint, int rate) {
        return new Accounts(
                new Endpoint(endpoint, true, "us-east-1", true, true),
                CREDENTIALS,
                rate,
                64,
                RequestListener.NONE,
                InstantSource.system(),
                SHORT);
    }
}
