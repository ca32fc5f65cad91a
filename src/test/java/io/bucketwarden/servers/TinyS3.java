package io.bucketwarden.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * Buckets in memory that keep what is put to their sub-resources and give it back: enough of S3 for whole passes,
 * without a process of its own. Every bucket that is asked for exists.
 */
public final class TinyS3 implements AutoCloseable {

    private static final Map<String, String> UNCONFIGURED = Map.of(
            "versioning",
            "<VersioningConfiguration/>",
            "acl",
            "<AccessControlPolicy><Owner><ID>owner</ID></Owner><AccessControlList/></AccessControlPolicy>");
    private static final Map<String, String> ABSENT = Map.of(
            "publicAccessBlock", "NoSuchPublicAccessBlockConfiguration",
            "encryption", "ServerSideEncryptionConfigurationNotFoundError",
            "ownershipControls", "OwnershipControlsNotFoundError",
            "policy", "NoSuchBucketPolicy");

    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final HttpServer server;

    public TinyS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What the sub-resource of the bucket holds; empty when nothing was ever put. */
    public String document(String bucket, String subresource) {
        return documents.getOrDefault(bucket + " " + subresource, "");
    }

    /** Somebody else changes the bucket. */
    public void put(String bucket, String subresource, String document) {
        documents.put(bucket + " " + subresource, document);
    }

    /** From now on and until it is released, lets {@code METHOD subresource} of the bucket wait for its answer. */
    public Held hold(String method, String bucket, String subresource) {
        var hold = new Held();
        held.put(method + " " + bucket + " " + subresource, hold);
        return hold;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var method = exchange.getRequestMethod();
            var bucket = exchange.getRequestURI().getPath().replace("/", "");
            var query = exchange.getRequestURI().getQuery();
            var subresource = query == null ? "" : query.replaceFirst("[=&].*", "");
            var hold = held.get(method + " " + bucket + " " + subresource);
            if (hold != null) {
                hold.pass();
            }
            exchange.getResponseHeaders().add("x-amz-bucket-region", "us-east-1");
            switch (method) {
                case "HEAD" -> answer(exchange, 200, "");
                case "PUT" -> {
                    put(bucket, subresource, text(exchange));
                    answer(exchange, 200, "");
                }
                case "GET" -> get(exchange, bucket, subresource);
                default -> answer(exchange, 405, "");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void get(HttpExchange exchange, String bucket, String subresource) throws IOException {
        var document = document(bucket, subresource);
        if (!document.isEmpty()) {
            answer(exchange, 200, document);
        } else if (ABSENT.containsKey(subresource)) {
            answer(exchange, 404, "<Error><Code>" + ABSENT.get(subresource) + "</Code></Error>");
        } else {
            answer(exchange, 200, UNCONFIGURED.getOrDefault(subresource, "<Nothing/>"));
        }
    }

    private static String text(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        held.values().forEach(Held::release);
        server.stop(0);
    }
}
