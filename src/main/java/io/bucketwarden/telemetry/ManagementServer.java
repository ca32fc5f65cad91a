package io.bucketwarden.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bucketwarden.serving.BoundedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * {@code /healthz}, {@code /readyz} and {@code /metrics}. Liveness is the process alone; the chart asks for a connection
 * instead, which whoever fills the port does not keep from being accepted.
 */
public final class ManagementServer implements AutoCloseable {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    /** A scrape of a large fleet takes some megabytes; Prometheus in a pair takes two. */
    private static final int SCRAPES_AT_ONCE = 2;

    private static final int PATIENCE_SECONDS = 5;

    private final HttpServer server;
    private final Semaphore scrapes = new Semaphore(SCRAPES_AT_ONCE, true);

    /**
     * Starts to serve.
     *
     * @param port 0 for any free one
     * @param unready why it is not ready; empty when it is
     * @throws IOException when the address cannot be used
     */
    public ManagementServer(String host, int port, Supplier<Optional<String>> unready, Supplier<String> metrics)
            throws IOException {
        server = BoundedServer.at(host, port, Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/healthz", exchange -> answer(exchange, "/healthz", 200, "ok\n"));
        server.createContext("/readyz", exchange -> {
            var why = unready.get();
            answer(
                    exchange,
                    "/readyz",
                    why.isEmpty() ? 200 : 503,
                    why.map(it -> "not ready: " + it + "\n").orElse("ok\n"));
        });
        server.createContext("/metrics", exchange -> scrape(exchange, metrics));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Until it has been taken, so that whoever takes it slowly does not fill the memory with more of them. */
    private void scrape(HttpExchange exchange, Supplier<String> metrics) throws IOException {
        try {
            if (!scrapes.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                answer(exchange, "/metrics", 503, "too many scrapes at once\n");
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
            return;
        }
        try {
            answer(exchange, "/metrics", 200, metrics.get());
        } finally {
            scrapes.release();
        }
    }

    private static void answer(HttpExchange exchange, String path, int status, String text) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(path)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", TEXT);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
