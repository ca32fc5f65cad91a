package io.bucketwarden.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Starts the packaged operator, lets it look at one bucket, and ends it, so that the JVM writes an AOT cache of what a
 * start needs. Both the API server and S3 are stand-ins with canned answers: nothing is tested here, classes are loaded.
 * Uses the JDK alone, since it runs on the image's own JVM while the image is built.
 *
 * <p>Arguments: the JVM options file, the jar, the cache to write. Exit code 1 when no cache came of it.
 */
public final class Rehearsal {

    private static final long LIMIT_SECONDS = 120;

    private static final String POLICY = """
            {"apiVersion":"bucketwarden.io/v1alpha1","kind":"S3BucketPolicy","metadata":{"name":"rehearsal",\
            "namespace":"default","uid":"1","resourceVersion":"1","generation":1,\
            "creationTimestamp":"2026-01-01T00:00:00Z"},"spec":{"bucketName":"rehearsal","posture":{\
            "publicAccess":{"block":true},"objectOwnership":{"rule":"BucketOwnerEnforced"},\
            "encryption":{"algorithm":"AES256"},"versioning":{"status":"Enabled"},"mfaDelete":{"required":true},\
            "secureTransport":{"minimumTlsVersion":"1.2"},"networkAccess":{"allowedCidrs":["203.0.113.0/24"]},\
            "accountAccess":{"allowedAccounts":["123456789012"]}}}}""";

    private static final Map<String, String> BUCKET = Map.of(
            "acl", """
            <AccessControlPolicy><Owner><ID>1</ID></Owner><AccessControlList><Grant><Grantee \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>1</ID></Grantee>\
            <Permission>FULL_CONTROL</Permission></Grant></AccessControlList></AccessControlPolicy>""",
            "encryption", """
            <ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256\
            </SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>""",
            "ownershipControls", """
            <OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>""",
            "policy", """
            {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*",\
            "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}""",
            "publicAccessBlock", """
            <PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>""",
            "versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");

    private static final String CALLER = """
            <GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:role/rehearsal</Arn>\
            <Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>""";

    private final CountDownLatch reported = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    private Rehearsal() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        System.exit(new Rehearsal().run(args[0], args[1], Path.of(args[2])) ? 0 : 1);
    }

    private boolean run(String options, String jar, Path cache) throws IOException, InterruptedException {
        Files.deleteIfExists(cache);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        var kubeconfig = Files.createTempFile("rehearsal", ".kubeconfig");
        Files.writeString(kubeconfig, """
                {"apiVersion":"v1","kind":"Config","current-context":"it","contexts":[{"name":"it","context":\
                {"cluster":"it","user":"it"}}],"users":[{"name":"it","user":{}}],"clusters":[{"name":"it","cluster":\
                {"server":"%s"}}]}""".formatted(url));
        try {
            var operator = start(options, jar, cache, url, kubeconfig);
            try {
                var looked = reported.await(LIMIT_SECONDS, TimeUnit.SECONDS);
                operator.destroy();
                over.countDown();
                var ended = operator.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
                return looked && ended && Files.exists(cache);
            } finally {
                operator.destroyForcibly();
            }
        } finally {
            server.stop(0);
            Files.delete(kubeconfig);
        }
    }

    private static Process start(String options, String jar, Path cache, String url, Path kubeconfig)
            throws IOException {
        var builder = new ProcessBuilder(List.of(
                System.getProperty("java.home") + "/bin/java",
                "@" + options,
                "-XX:AOTCacheOutput=" + cache,
                "-jar",
                jar,
                "run",
                "--endpoint=" + url,
                "--path-style",
                "--management-host=127.0.0.1",
                "--management-port=0"));
        // What runs next to a build, such as flags or a proxy, is not rehearsed.
        builder.environment().clear();
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("AWS_ACCESS_KEY_ID", "rehearsal");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "rehearsal");
        return builder.inheritIO().start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath();
            var query = String.valueOf(exchange.getRequestURI().getQuery());
            if (path.startsWith("/api")) {
                kubernetes(exchange, path, query);
            } else if (path.equals("/")) {
                send(exchange, 200, "text/xml", CALLER);
            } else {
                var known = BUCKET.get(query.replaceFirst("[=&].*", ""));
                var absent = "<Error><Code>NoSuchLifecycleConfiguration</Code></Error>";
                send(exchange, known == null ? 404 : 200, "application/xml", known == null ? absent : known);
            }
        }
    }

    private void kubernetes(HttpExchange exchange, String path, String query) throws IOException {
        if (query.contains("watch=true")) {
            // The client asks for a web socket first, and takes a plain answer as a hint to ask for a stream.
            var upgrade = exchange.getRequestHeaders().containsKey("Upgrade");
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, upgrade ? -1 : 0);
            if (!upgrade) {
                exchange.getResponseBody().flush();
                awaitTheEnd();
            }
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "PATCH" -> {
                send(exchange, 200, "application/json", POLICY);
                reported.countDown();
            }
            case "GET" -> send(exchange, 200, "application/json", """
                        {"apiVersion":"bucketwarden.io/v1alpha1","kind":"S3BucketPolicyList","metadata":\
                        {"resourceVersion":"1"},"items":[%s]}""".formatted(POLICY));
            default -> send(exchange, 201, "application/json", "{\"apiVersion\":\"v1\",\"kind\":\"Event\"}");
        }
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
