package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.bucketwarden.api.GrantedAccount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

class OwnWritesTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));
    private final OwnWrites writes = new OwnWrites(now::get);

    @Test
    void a_write_is_ours_for_half_an_hour() {
        writes.made("1");

        pass(Duration.ofMinutes(30));
        assertThat(writes.include("1")).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(writes.include("1")).isFalse();
        assertThat(writes.size()).isZero();
    }

    @Test
    void a_write_of_somebody_else_is_not_ours() {
        writes.made("1");

        assertThat(writes.include("2")).isFalse();
    }

    @Test
    void of_too_many_the_oldest_are_forgotten() {
        for (int write = 0; write <= OwnWrites.MOST; write++) {
            writes.made("write-" + write);
        }

        assertThat(writes.size()).isEqualTo(OwnWrites.MOST);
        assertThat(writes.include("write-0")).isFalse();
        assertThat(writes.include("write-1")).isTrue();
    }

    @Test
    void every_attempt_that_was_answered_is_remembered_and_one_that_was_refused_too() throws IOException {
        var attempts = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var attempt = attempts.incrementAndGet();
            exchange.getResponseHeaders().set("x-amz-request-id", "attempt-" + attempt);
            exchange.sendResponseHeaders(attempt == 1 ? 503 : 403, -1);
            exchange.close();
        });
        server.start();
        var endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (var accounts = new Accounts(
                new Endpoint(endpoint, true, "us-east-1", true, true),
                ManyAccounts.OPERATOR,
                1000,
                4,
                RequestListener.NONE,
                InstantSource.system())) {
            var client = accounts.in(GrantedAccount.OWN, "us-east-1");

            assertThatThrownBy(() -> client.putBucketVersioning(
                            r -> r.bucket("acme").versioningConfiguration(c -> c.status("Enabled"))))
                    .isInstanceOf(S3Exception.class);

            assertThat(accounts.ownWrites().include("attempt-1")).isTrue();
            assertThat(accounts.ownWrites().include("attempt-2")).isTrue();
            assertThatThrownBy(() -> client.headBucket(r -> r.bucket("acme"))).isInstanceOf(S3Exception.class);
            assertThat(accounts.ownWrites().include("attempt-3")).isFalse();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void of_the_time_before_the_oldest_that_is_remembered_nothing_is_known() {
        var writes = new OwnWrites(now::get);
        assertThat(writes.knownSince()).isEqualTo(now.get().minus(OwnWrites.REMEMBERED));

        writes.made("first");
        var first = now.get();
        pass(Duration.ofMinutes(1));
        for (int i = 0; i < OwnWrites.MOST; i++) {
            writes.made("later-" + i);
        }

        assertThat(writes.knownSince()).isEqualTo(first);
    }

    private void pass(Duration time) {
        now.updateAndGet(n -> n.plus(time));
    }
}
