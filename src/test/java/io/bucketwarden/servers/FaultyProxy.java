package io.bucketwarden.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Stands between the operator and a real server, counts what passes, and answers for it where a test says so. */
public final class FaultyProxy implements AutoCloseable {

    /** One request as seen on the wire: method, bucket and sub-resource. */
    public record Seen(String method, String bucket, String subresource) {
        public boolean isWrite() {
            return !method.equals("GET") && !method.equals("HEAD");
        }
    }

    private record Fault(int status, String code) {}

    private static final Set<String> NOT_FORWARDED =
            Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final Map<String, Fault> roles = new ConcurrentHashMap<>();
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final Map<String, Runnable> before = new ConcurrentHashMap<>();
    private final Map<String, Runnable> after = new ConcurrentHashMap<>();
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<String>> owners = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<String> requestIds = new CopyOnWriteArrayList<>();
    private final URI upstream;
    private final HttpServer server;

    public FaultyProxy(URI upstream) throws IOException {
        this(upstream, 0);
    }

    public FaultyProxy(URI upstream, int port) throws IOException {
        this.upstream = upstream;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on, answers {@code METHOD subresource} of the bucket with an error of S3. */
    public void fail(String method, String bucket, String subresource, int status, String code) {
        faults.put(key(method, bucket, subresource), new Fault(status, code));
    }

    /** From now on, answers every request for the bucket with an error of S3. */
    public void failAll(String bucket, int status, String code) {
        faults.put(bucket, new Fault(status, code));
    }

    /** From now on, says yes to {@code METHOD subresource} of the bucket and does nothing. */
    public void swallow(String method, String bucket, String subresource) {
        faults.put(key(method, bucket, subresource), new Fault(200, ""));
    }

    /** From now on, breaks the connection in the middle of each object of the bucket. */
    public void cut(String bucket) {
        cut.add(bucket);
    }

    /** From now on, lets nobody assume a role. */
    public void failRole(String arn) {
        roles.put(URLEncoder.encode(arn, StandardCharsets.UTF_8), new Fault(403, "AccessDenied"));
    }

    /** From now on, answers {@code METHOD subresource} of the bucket only when released. */
    public Held hold(String method, String bucket, String subresource) {
        return held.computeIfAbsent(key(method, bucket, subresource), key -> new Held());
    }

    /** From now on, lets that happen right before {@code METHOD subresource} of the bucket gets to the server. */
    public void before(String method, String bucket, String subresource, Runnable event) {
        before.put(key(method, bucket, subresource), event);
    }

    /** From now on, lets that happen when the server has answered {@code METHOD subresource}, before we are told. */
    public void after(String method, String bucket, String subresource, Runnable event) {
        after.put(key(method, bucket, subresource), event);
    }

    public void heal() {
        faults.clear();
        roles.clear();
        cut.clear();
    }

    /** Of every answer to another method than GET, in the order in which they came. */
    public List<String> requestIds() {
        return List.copyOf(requestIds);
    }

    /** Every request so far, those that concern no bucket included. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** Every request for the bucket so far. */
    public List<Seen> seen(String bucket) {
        return seen.stream().filter(s -> s.bucket().equals(bucket)).toList();
    }

    /** The accounts that had to own the bucket, by the requests for it so far; empty for none. */
    public Set<String> owners(String bucket) {
        return Set.copyOf(owners.getOrDefault(bucket, Set.of()));
    }

    public long writes(String bucket) {
        return seen(bucket).stream().filter(Seen::isWrite).count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var method = exchange.getRequestMethod();
            var bucket =
                    exchange.getRequestURI().getPath().replaceFirst("^/", "").replaceFirst("/.*", "");
            var query = exchange.getRequestURI().getQuery();
            var subresource = query == null ? "" : query.replaceFirst("[=&].*", "");
            seen.add(new Seen(method, bucket, subresource));
            owners.computeIfAbsent(bucket, _ -> ConcurrentHashMap.newKeySet())
                    .add(Objects.requireNonNullElse(
                            exchange.getRequestHeaders().getFirst("x-amz-expected-bucket-owner"), ""));
            var body = exchange.getRequestBody().readAllBytes();
            var hold = held.get(key(method, bucket, subresource));
            if (hold != null) {
                hold.pass();
            }
            before.getOrDefault(key(method, bucket, subresource), () -> {}).run();
            var isSts = bucket.isEmpty() && method.equals("POST");
            var refused = isSts ? roleFault(body) : null;
            var fault = refused != null
                    ? refused
                    : faults.getOrDefault(
                            key(method, path(exchange), subresource),
                            faults.getOrDefault(key(method, bucket, subresource), faults.get(bucket)));
            if (fault != null && fault.status() == 200) {
                answer(exchange, 200, new byte[0]);
            } else if (fault != null) {
                var error = "<Error><Code>" + fault.code() + "</Code><Message>as the test says</Message></Error>";
                var text = isSts ? "<ErrorResponse>" + error + "</ErrorResponse>" : error;
                answer(exchange, fault.status(), text.getBytes(StandardCharsets.UTF_8));
            } else {
                forward(exchange, body, after.getOrDefault(key(method, bucket, subresource), () -> {}));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Fault roleFault(byte[] body) {
        var asked = new String(body, StandardCharsets.UTF_8);
        return roles.entrySet().stream()
                .filter(role -> asked.contains(role.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private void forward(HttpExchange exchange, byte[] body, Runnable answered) throws IOException {
        var request = HttpRequest.newBuilder(upstream.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answered.run();
            answer.headers().map().forEach((name, values) -> {
                if (!name.startsWith(":") && !NOT_FORWARDED.contains(name) && !name.equals("transfer-encoding")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            if (!exchange.getRequestMethod().equals("GET")) {
                answer.headers()
                        .firstValue("x-amz-request-id")
                        .or(() -> answer.headers().firstValue("x-amzn-requestid"))
                        .ifPresent(requestIds::add);
            }
            if (isCut(exchange)) {
                breakOff(exchange, answer.body());
            } else {
                answer(exchange, answer.statusCode(), answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isCut(HttpExchange exchange) {
        var path = exchange.getRequestURI().getPath().split("/", 3);
        return path.length == 3 && !path[2].isEmpty() && cut.contains(path[1]);
    }

    private static void breakOff(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        var empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, empty ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body);
        }
    }

    /** The bucket, or bucket and object. */
    private static String path(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().replaceFirst("^/", "").replaceFirst("/$", "");
    }

    private static String key(String method, String bucket, String subresource) {
        return method + " " + bucket + " " + subresource;
    }

    @Override
    public void close() {
        held.values().forEach(Held::release);
        server.stop(0);
        client.close();
    }
}
