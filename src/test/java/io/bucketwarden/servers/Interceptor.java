package io.bucketwarden.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bucketwarden.awscalls.CallRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Stands before a server of services that speak JSON, and answers calls in its place where a test says so. */
public final class Interceptor implements AutoCloseable {

    private record Scripted(int status, String body) {}

    private static final Set<String> NOT_FORWARDED =
            Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Scripted> answers = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final URI upstream;
    private final HttpServer server;

    public Interceptor(URI upstream) throws IOException {
        this.upstream = upstream;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on, answers the call with that. */
    public void answer(String call, String body) {
        answers.put(call, new Scripted(200, body));
    }

    /** From now on, denies the call. */
    public void deny(String call) {
        answers.put(
                call,
                new Scripted(
                        400, "{\"__type\":\"com.amazon#AccessDeniedException\",\"message\":\"as the test says\"}"));
    }

    /** The names of the calls so far. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var call = call(exchange, body);
            calls.add(call);
            var scripted = answers.get(call);
            if (scripted == null) {
                forward(exchange, body);
            } else {
                answer(exchange, scripted.status(), scripted.body().getBytes(StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of a JSON protocol by its header, of the query protocol by its form. */
    private static String call(HttpExchange exchange, byte[] body) {
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target != null) {
            CallRecord.addJsonCall(target);
        }
        return target != null
                ? target.substring(target.lastIndexOf('.') + 1)
                : new String(body, StandardCharsets.UTF_8).replaceAll("(?s).*Action=(\\w+).*", "$1");
    }

    private void forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(upstream.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        answer.headers().map().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name) && !name.equals("transfer-encoding")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        answer(exchange, answer.statusCode(), answer.body());
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
