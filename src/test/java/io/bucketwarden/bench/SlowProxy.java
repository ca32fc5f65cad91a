package io.bucketwarden.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Adds a delay to every call and counts it. With {@code replay}, a read that was answered before is answered the same
 * until its bucket is written, so that the server behind is not what is measured.
 */
final class SlowProxy implements AutoCloseable {

    private record Answer(int status, Map<String, List<String>> headers, byte[] body) {}

    private static final Set<String> OWN =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Map<String, Answer>> answers = new ConcurrentHashMap<>();
    private final LongAdder reads = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final URI upstream;
    private final Duration delay;
    private final HttpServer server;
    private volatile boolean replay;

    SlowProxy(URI upstream, Duration delay) throws IOException {
        this.upstream = upstream;
        this.delay = delay;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void replay(boolean on) {
        replay = on;
    }

    long reads() {
        return reads.sum();
    }

    long writes() {
        return writes.sum();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var uri = exchange.getRequestURI();
            var bucket = uri.getPath().replaceFirst("^/([^/]*).*", "$1");
            var isBucketCall = !bucket.isEmpty();
            var isRead = exchange.getRequestMethod().equals("GET")
                    || exchange.getRequestMethod().equals("HEAD");
            if (isBucketCall) {
                (isRead ? reads : writes).increment();
            }
            LockSupport.parkNanos(delay.toNanos());
            var known = answers.computeIfAbsent(bucket, b -> new ConcurrentHashMap<>());
            var key = exchange.getRequestMethod() + " " + uri;
            var answer = replay && isRead ? known.get(key) : null;
            if (answer == null) {
                answer = ask(exchange, uri, body);
                if (isRead) {
                    known.put(key, answer);
                } else {
                    known.clear();
                }
            }
            exchange.getResponseHeaders().putAll(answer.headers());
            var empty = answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length);
            if (!empty) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private Answer ask(HttpExchange exchange, URI uri, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(upstream.resolve(uri))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            var headers = new HashMap<String, List<String>>();
            answer.headers().map().forEach((name, values) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                    headers.put(name, values);
                }
            });
            return new Answer(answer.statusCode(), headers, answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
