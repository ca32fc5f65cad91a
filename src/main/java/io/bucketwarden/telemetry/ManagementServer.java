package io.bucketwarden.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bucketwarden.serving.BoundedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * {@code /healthz}, {@code /readyz} and {@code /metrics}. Liveness is the process alone; the chart asks for a connection
 * instead, which whoever fills the port does not keep from being accepted.
 */
public final class ManagementServer implements AutoCloseable {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    /** The text of a large fleet takes some megabytes; Prometheus in a pair takes two. */
    private static final int TEXTS_AT_ONCE = 3;

    /** As long as Prometheus waits by itself. */
    private static final Duration SENDING = Duration.ofSeconds(10);

    /** What is written at once; the JDK allocates twice as much for each connection. */
    private static final int PART = 16 * 1024;

    private final HttpServer server;
    private final ScheduledExecutorService limits = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("scrape-limit").factory());

    /**
     * Starts to serve.
     *
     * @param port 0 for any free one
     * @param unready why it is not ready; empty when it is
     * @throws IOException when the address cannot be used
     */
    public ManagementServer(String host, int port, Supplier<Optional<String>> unready, Supplier<String> metrics)
            throws IOException {
        this(host, port, unready, metrics, SENDING);
    }

    /** @param sending how long somebody may take for the metrics */
    ManagementServer(
            String host, int port, Supplier<Optional<String>> unready, Supplier<String> metrics, Duration sending)
            throws IOException {
        server = BoundedServer.at(host, port, Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/healthz", exchange -> answer(exchange, "/healthz", 200, bytes("ok\n")));
        server.createContext("/readyz", exchange -> {
            var why = unready.get();
            answer(
                    exchange,
                    "/readyz",
                    why.isEmpty() ? 200 : 503,
                    bytes(why.map(it -> "not ready: " + it + "\n").orElse("ok\n")));
        });
        var texts = new SharedText(metrics, TEXTS_AT_ONCE);
        server.createContext("/metrics", exchange -> scrape(exchange, texts, sending));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        limits.shutdownNow();
    }

    /** Whoever takes it slowly shares memory with the others, and is cut off before the next scrape is due. */
    private void scrape(HttpExchange exchange, SharedText texts, Duration sending) throws IOException {
        try (var text = texts.take()) {
            var limit = limits.schedule(Thread.currentThread()::interrupt, sending.toMillis(), TimeUnit.MILLISECONDS);
            try {
                answer(exchange, "/metrics", 200, text.bytes());
            } finally {
                limit.cancel(false);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, String path, int status, byte[] bytes) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(path)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", TEXT);
            exchange.sendResponseHeaders(status, bytes.length);
            var body = exchange.getResponseBody();
            for (int from = 0; from < bytes.length; from += PART) {
                body.write(bytes, from, Math.min(PART, bytes.length - from));
            }
        }
    }
}
