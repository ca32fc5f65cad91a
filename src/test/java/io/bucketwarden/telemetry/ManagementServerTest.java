package io.bucketwarden.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ManagementServerTest {

    private final AtomicBoolean healthy = new AtomicBoolean();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));

    @Test
    void alive_at_once_and_ready_when_healthy() throws Exception {
        try (var server = new ManagementServer("127.0.0.1", 0, new Readiness(healthy::get, now::get), () -> "up 1\n")) {
            assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
            assertThat(get(server, "/readyz").statusCode()).isEqualTo(503);
            assertThat(get(server, "/metrics").body()).isEqualTo("up 1\n");
            assertThat(get(server, "/metrics/else").statusCode()).isEqualTo(404);

            healthy.set(true);

            assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_watch_that_reconnects_within_a_minute_is_tolerated() {
        var readiness = new Readiness(healthy::get, now::get);
        healthy.set(true);
        assertThat(readiness.getAsBoolean()).isTrue();

        healthy.set(false);
        now.updateAndGet(n -> n.plusSeconds(59));
        assertThat(readiness.getAsBoolean()).isTrue();
        now.updateAndGet(n -> n.plusSeconds(2));
        assertThat(readiness.getAsBoolean()).isFalse();
    }

    private static HttpResponse<String> get(ManagementServer server, String path)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
