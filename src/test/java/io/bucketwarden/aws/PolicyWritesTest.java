package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.servers.FaultyProxy;
import io.bucketwarden.servers.TinyS3;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;

class PolicyWritesTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final PolicyWrites writes = new PolicyWrites(now::get);

    @Test
    void a_call_is_around_a_write_from_a_minute_before_it_to_one_after_its_answer() {
        var write = writes.begin("acme");
        pass(Duration.ofMillis(300));
        writes.end(write);

        assertThat(writes.isAround("acme", START.minusMillis(60_001))).isFalse();
        assertThat(writes.isAround("acme", START.minusSeconds(60))).isTrue();
        assertThat(writes.isAround("acme", START.plusMillis(1300))).isTrue();
        assertThat(writes.isAround("acme", START.plusMillis(1301))).isFalse();
        assertThat(writes.isAround("other", START)).isFalse();
    }

    @Test
    void a_write_that_has_no_answer_yet_has_no_end() {
        writes.begin("acme");
        pass(Duration.ofSeconds(20));

        assertThat(writes.isAround("acme", now.get())).isTrue();
    }

    @Test
    void a_write_that_was_refused_is_forgotten_and_no_other() {
        var refused = writes.begin("acme");
        writes.end(refused);
        pass(Duration.ofMinutes(2));
        writes.end(writes.begin("acme"));

        writes.refused(refused);

        assertThat(writes.isAround("acme", START)).isFalse();
        assertThat(writes.isAround("acme", now.get())).isTrue();
    }

    @Test
    void a_write_is_remembered_for_half_an_hour() {
        writes.end(writes.begin("acme"));

        pass(Duration.ofMinutes(30));
        assertThat(writes.isAround("acme", START)).isTrue();
        pass(Duration.ofMillis(1));
        assertThat(writes.isAround("acme", START)).isFalse();
        assertThat(writes.size()).isZero();
    }

    @Test
    void of_too_many_the_oldest_are_forgotten() {
        for (int write = 0; write <= PolicyWrites.MOST; write++) {
            writes.end(writes.begin("bucket-" + write));
        }

        assertThat(writes.size()).isEqualTo(PolicyWrites.MOST);
        assertThat(writes.isAround("bucket-0", START)).isFalse();
        assertThat(writes.isAround("bucket-1", START)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"403, AccessDenied, false", "409, OperationAborted, false", "500, InternalError, true"})
    void what_s3_refused_replaced_nothing_and_of_anything_else_that_is_open(int status, String code, boolean open)
            throws IOException {
        try (var server = new TinyS3();
                var proxy = new FaultyProxy(server.endpoint());
                var accounts = accounts(proxy)) {
            proxy.fail("PUT", "acme", "policy", status, code);

            assertThatThrownBy(() -> client(accounts)
                            .putBucketPolicy(r -> r.bucket("acme").policy("{}")))
                    .isNotNull();

            assertThat(accounts.policyWrites().isAround("acme", START)).isEqualTo(open);
        }
    }

    @Test
    void of_a_write_without_an_answer_it_is_open_too_until_it_is_given_up() throws IOException {
        try (var server = new TinyS3();
                var proxy = new FaultyProxy(server.endpoint());
                var accounts = accounts(proxy)) {
            proxy.hold("PUT", "acme", "policy");

            assertThatThrownBy(() -> client(accounts)
                            .putBucketPolicy(r -> r.bucket("acme").policy("{}")))
                    .isInstanceOf(SentOnce.Failed.class);

            assertThat(accounts.policyWrites().isAround("acme", START)).isTrue();
            assertThat(accounts.policyWrites().isAround("acme", START.plusSeconds(2)))
                    .isFalse();
        }
    }

    @Test
    void other_writes_and_reads_do_not_count() throws IOException {
        try (var server = new TinyS3();
                var proxy = new FaultyProxy(server.endpoint());
                var accounts = accounts(proxy)) {
            client(accounts)
                    .putBucketVersioning(r -> r.bucket("acme").versioningConfiguration(c -> c.status("Enabled")));
            client(accounts).headBucket(r -> r.bucket("acme"));

            assertThat(accounts.policyWrites().size()).isZero();
        }
    }

    private Accounts accounts(FaultyProxy through) {
        return new Accounts(
                new Endpoint(through.endpoint(), true, "us-east-1", true, true),
                ManyAccounts.OPERATOR,
                1000,
                4,
                RequestListener.NONE,
                now::get,
                new HttpTransport.Timeouts(Duration.ofSeconds(5), Duration.ofMillis(500)));
    }

    private static S3Client client(Accounts accounts) {
        return accounts.in(GrantedAccount.OWN, "us-east-1");
    }

    private void pass(Duration time) {
        now.updateAndGet(n -> n.plus(time));
    }
}
