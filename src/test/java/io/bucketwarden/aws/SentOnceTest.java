package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.SecureTransport;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.posture.AccountView;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.LogTarget;
import io.bucketwarden.posture.Outcome;
import io.bucketwarden.posture.Plan;
import io.bucketwarden.posture.facet.Facets;
import io.bucketwarden.servers.FaultyProxy;
import io.bucketwarden.servers.FaultyProxy.Seen;
import io.bucketwarden.servers.TinyS3;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A policy document is never sent again as it was, and no other write is repeated more often than the SDK does. */
class SentOnceTest {

    private static final String BUCKET = "acme";
    private static final String OWN = "BucketwardenSecureTransport";
    private static final HttpTransport.Timeouts SHORT =
            new HttpTransport.Timeouts(Duration.ofSeconds(10), Duration.ofMillis(500));

    private final List<Duration> waits = new ArrayList<>();
    private final List<String> finished = new CopyOnWriteArrayList<>();
    private TinyS3 server;
    private FaultyProxy proxy;
    private Accounts accounts;

    @BeforeEach
    void start() throws IOException {
        server = new TinyS3();
        proxy = new FaultyProxy(server.endpoint());
        accounts = new Accounts(
                new Endpoint(proxy.endpoint(), true, "us-east-1", true, true),
                ManyAccounts.OPERATOR,
                1000,
                4,
                (operation, outcome, duration) -> finished.add(operation + " " + outcome),
                InstantSource.system(),
                SHORT);
    }

    @AfterEach
    void stop() {
        accounts.close();
        proxy.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "503, SlowDown",
        "500, InternalError",
        "400, RequestTimeout",
        "404, NoSuchBucket",
        "409, OperationAborted"
    })
    void after_a_failure_the_document_is_read_anew_and_what_was_put_meanwhile_survives(int status, String code) {
        server.put(BUCKET, "policy", document("Before"));
        proxy.fail("PUT", BUCKET, "policy", status, code);

        var outcome = writePolicy(() -> {
            server.put(BUCKET, "policy", document("Meanwhile"));
            proxy.heal();
        });

        assertThat(outcome).isInstanceOf(Outcome.Written.class);
        assertThat(sids()).containsExactly("Meanwhile", OWN);
        assertThat(waits).containsExactly(Duration.ofSeconds(2));
        assertReadBetweenTwoPuts();
    }

    @Test
    void after_a_timeout_too() {
        var silence = proxy.hold("PUT", BUCKET, "policy");

        assertThat(writePolicy(silence::release)).isInstanceOf(Outcome.Written.class);

        assertThat(waits).hasSize(1);
        assertReadBetweenTwoPuts();
    }

    @Test
    void after_four_tries_it_is_said_what_s3_answered() {
        proxy.fail("PUT", BUCKET, "policy", 503, "SlowDown");

        assertThat(writePolicy(() -> {}))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.message())
                                .isEqualTo("S3 answered 503 SlowDown to PutBucketPolicy."));

        assertThat(proxy.writes(BUCKET)).isEqualTo(4);
        assertThat(waits).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void a_denied_document_is_not_sent_again() {
        proxy.fail("PUT", BUCKET, "policy", 403, "AccessDenied");

        assertThat(writePolicy(() -> {})).isInstanceOf(Outcome.Refused.class);

        assertThat(proxy.writes(BUCKET)).isEqualTo(1);
        assertThat(waits).isEmpty();
    }

    @Test
    void the_end_of_a_document_is_sent_once_too() {
        proxy.fail("DELETE", BUCKET, "policy", 503, "SlowDown");

        assertThatThrownBy(() -> s3().deleteBucketPolicy(r -> r.bucket(BUCKET)))
                .isInstanceOfSatisfying(
                        SentOnce.Failed.class,
                        failed -> assertThat(failed.why()).isInstanceOf(S3Exception.class));

        assertThat(proxy.writes(BUCKET)).isEqualTo(1);
    }

    @Test
    void other_writes_are_repeated_by_the_sdk_alone() {
        proxy.fail("PUT", BUCKET, "versioning", 503, "SlowDown");
        Runnable write =
                () -> s3().putBucketVersioning(r -> r.bucket(BUCKET).versioningConfiguration(c -> c.status("Enabled")));

        assertThatThrownBy(() -> new ConflictRetry(waits::add).apply(write).run())
                .isInstanceOf(S3Exception.class);

        assertThat(proxy.writes(BUCKET)).isEqualTo(3);
        assertThat(waits).isEmpty();
    }

    @Test
    void what_is_sent_once_is_counted_and_remembered_like_any_other_call() {
        var before = Instant.now();

        s3().putBucketPolicy(r -> r.bucket(BUCKET).policy("{}"));

        assertThat(finished).containsExactly("PutBucketPolicy ok");
        assertThat(accounts.policyWrites().isAround(BUCKET, before)).isTrue();
    }

    @Test
    void a_document_does_not_wait_for_the_budget_and_the_calls_after_it_do() {
        var time = new AtomicLong();
        var parked = new ArrayList<Long>();
        var budget = new RequestBudget(1, time::get, nanos -> {
            parked.add(nanos);
            time.addAndGet(nanos);
        });
        var paced = new PacedS3(s3(), budget, new Semaphore(1));

        for (int document = 0; document < 4; document++) {
            paced.putBucketPolicy(r -> r.bucket(BUCKET).policy("{}"));
        }
        assertThat(parked).isEmpty();
        paced.headBucket(r -> r.bucket(BUCKET));

        assertThat(parked).containsExactly(Duration.ofSeconds(3).toNanos());
    }

    private void assertReadBetweenTwoPuts() {
        var requests = proxy.seen(BUCKET);
        var put = new Seen("PUT", BUCKET, "policy");
        assertThat(requests.subList(requests.indexOf(put), requests.size()))
                .startsWith(put, new Seen("GET", BUCKET, "policy"))
                .endsWith(put)
                .filteredOn(put::equals)
                .hasSize(2);
    }

    private Outcome writePolicy(Runnable meanwhile) {
        Consumer<Duration> sleeper = wait -> {
            waits.add(wait);
            meanwhile.run();
        };
        var bucket = new LiveBucket(
                BucketIdentity.named(BUCKET, "us-east-1", null),
                s3(),
                AccountView.NONE,
                LogTarget::notGranted,
                new ConflictRetry(sleeper));
        var facet = Facets.ALL.stream()
                .filter(it -> it.name().equals("secureTransport"))
                .findFirst()
                .orElseThrow();
        var verdict = facet.examine(
                new Posture(null, null, null, null, null, null, new SecureTransport(null), null, null), bucket);
        return Optional.ofNullable(
                        Plan.of(Map.of(facet.name(), verdict)).run(bucket).get(facet.name()))
                .orElseThrow();
    }

    private S3Client s3() {
        return accounts.in(GrantedAccount.OWN, "us-east-1");
    }

    private List<String> sids() {
        return PolicyDocument.parse(server.document(BUCKET, "policy")).statements().stream()
                .map(statement -> statement.sid().orElse(""))
                .toList();
    }

    private static String document(String sid) {
        return """
                {"Version":"2012-10-17","Statement":[{"Sid":"%s","Effect":"Allow",\
                "Principal":{"AWS":"arn:aws:iam::123456789012:role/reporting"},"Action":"s3:GetObject",\
                "Resource":"arn:aws:s3:::acme/*"}]}""".formatted(sid);
    }
}
