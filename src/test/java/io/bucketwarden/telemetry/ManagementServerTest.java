package io.bucketwarden.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ManagementServerTest {

    private final AtomicBoolean healthy = new AtomicBoolean();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));

    private final Readiness readiness = new Readiness(healthy::get, () -> "cannot watch things", now::get);

    @Test
    void whoever_probes_often_has_the_cause_looked_for_no_more_often() {
        var asked = new AtomicInteger();
        var patient = new Readiness(healthy::get, () -> "cause " + asked.incrementAndGet(), now::get);

        assertThat(patient.unready()).contains("cause 1");
        now.updateAndGet(n -> n.plusSeconds(4));
        assertThat(patient.unready()).contains("cause 1");
        now.updateAndGet(n -> n.plusSeconds(1));
        assertThat(patient.unready()).contains("cause 2");
    }

    @Test
    void alive_at_once_and_ready_when_healthy() throws Exception {
        try (var server = new ManagementServer("127.0.0.1", 0, readiness::unready, () -> "up 1\n")) {
            assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
            assertThat(get(server, "/readyz").statusCode()).isEqualTo(503);
            assertThat(get(server, "/readyz").body()).isEqualTo("not ready: cannot watch things\n");
            assertThat(get(server, "/metrics").body()).isEqualTo("up 1\n");
            assertThat(get(server, "/metrics/else").statusCode()).isEqualTo(404);

            healthy.set(true);

            assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
        }
    }

    /** As many as are held at the same time: until one of them is cut off there is no newer text. */
    @Test
    void who_takes_the_metrics_too_slowly_is_cut_off() throws Exception {
        var made = new AtomicInteger();
        var slow = new ArrayList<Socket>();
        try (var server = new ManagementServer(
                "127.0.0.1",
                0,
                Optional::empty,
                () -> made.incrementAndGet() + " " + "a".repeat(8 * 1024 * 1024),
                Duration.ofSeconds(1))) {
            for (int i = 0; i < 3; i++) {
                var socket = new Socket("127.0.0.1", server.port());
                slow.add(socket);
                socket.getOutputStream()
                        .write("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }

            Awaitility.await()
                    .until(() -> Integer.parseInt(get(server, "/metrics").body().split(" ")[0]) > 3);
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void a_watch_that_reconnects_within_a_minute_is_tolerated() {
        healthy.set(true);
        assertThat(readiness.unready()).isEmpty();

        healthy.set(false);
        now.updateAndGet(n -> n.plusSeconds(59));
        assertThat(readiness.unready()).isEmpty();
        now.updateAndGet(n -> n.plusSeconds(2));
        assertThat(readiness.unready()).hasValue("cannot watch things");
    }

    @Test
    void each_change_is_logged_once_with_the_reason() {
        var lines = new ListAppender<ILoggingEvent>();
        var log = (Logger) LoggerFactory.getLogger(Readiness.class);
        lines.start();
        log.addAppender(lines);
        try {
            readiness.unready();
            healthy.set(true);
            readiness.unready();
            assertThat(lines.list).as("the start is no change").isEmpty();

            healthy.set(false);
            now.updateAndGet(n -> n.plusSeconds(61));
            readiness.unready();
            readiness.unready();
            healthy.set(true);
            readiness.unready();
            readiness.unready();
        } finally {
            log.detachAppender(lines);
        }
        assertThat(lines.list.stream().map(Object::toString))
                .containsExactly("[WARN] Not ready any more: cannot watch things", "[INFO] Ready again");
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
