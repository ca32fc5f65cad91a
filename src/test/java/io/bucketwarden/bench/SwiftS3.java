package io.bucketwarden.bench;

import io.bucketwarden.bench.AlikeBuckets.Answer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A process of its own that answers for {@link AlikeBuckets} with as little work as may be, each call after a delay in
 * which no platform thread is held. It ends when its standard input does.
 *
 * <p>{@code GET /-/stats} tells what it was asked, {@code GET /-/buckets?N} sets the number of buckets, {@code GET
 * /-/open?bucket} opens a bucket to everyone, {@code GET /-/ended} tells of {@link Breaches}; none of them counts.
 */
final class SwiftS3 {

    private static final int MOST_CONNECTIONS = 2_000;
    private static final int LONGEST_LINE = 16_384;
    private static final int LARGEST_BODY = 1 << 20;

    private record Request(String method, String path, String query, String body) {}

    private final AlikeBuckets buckets = new AlikeBuckets();
    private final Breaches breaches = new Breaches();
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final Semaphore connections = new Semaphore(MOST_CONNECTIONS);
    private final Duration delay;

    private SwiftS3(Duration delay) {
        this.delay = delay;
    }

    /** @param args the delay in milliseconds; the port is printed */
    public static void main(String[] args) throws IOException {
        var server = new SwiftS3(Duration.ofMillis(Long.parseLong(args[0])));
        var socket = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> server.accept(socket));
        System.out.println(socket.getLocalPort());
        while (System.in.read() >= 0) {
            // Nothing is said to it; the end is what counts.
        }
        System.exit(0);
    }

    private void accept(ServerSocket socket) {
        while (true) {
            try {
                connections.acquireUninterruptibly();
                var connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            var in = new BufferedInputStream(connection.getInputStream(), 4_096);
            var out = connection.getOutputStream();
            for (var request = read(in); request != null; request = read(in)) {
                var answer = answer(request);
                var head = "HTTP/1.1 " + answer.status() + " -\r\nx-amz-bucket-region: us-east-1\r\nContent-Length: "
                        + answer.body().length + "\r\n\r\n";
                var isHead = request.method().equals("HEAD");
                var bytes = new byte[head.length() + (isHead ? 0 : answer.body().length)];
                System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, head.length());
                System.arraycopy(answer.body(), 0, bytes, head.length(), bytes.length - head.length());
                out.write(bytes);
            }
        } catch (IOException | InterruptedException e) {
            // Whoever was connected is gone.
        } finally {
            connections.release();
        }
    }

    private Answer answer(Request request) throws InterruptedException {
        if (request.path().startsWith("/-/")) {
            return control(request);
        }
        var arrived = System.currentTimeMillis();
        Thread.sleep(delay);
        var bucket = request.path().replace("/", "");
        var subresource = parameter(request.query());
        var kind = kind(request.method(), bucket, subresource);
        calls.computeIfAbsent(kind, any -> new LongAdder()).increment();
        return switch (request.method()) {
            case "GET" -> bucket.isEmpty() ? buckets.list(token(request.query())) : get(bucket, subresource, arrived);
            case "HEAD" -> Answer.of(200, "");
            case "PUT" -> {
                buckets.put(bucket, subresource, request.body());
                breaches.written(bucket, subresource);
                yield Answer.of(200, "");
            }
            case "POST" -> AlikeBuckets.callerIdentity();
            default -> Answer.of(405, "");
        };
    }

    private Answer get(String bucket, String subresource, long arrived) {
        var isOpen = subresource.equals(Breaches.BLOCK) && breaches.isOpen(bucket);
        breaches.read(bucket, subresource, arrived);
        return isOpen ? AlikeBuckets.unconfigured(subresource) : buckets.get(bucket, subresource);
    }

    /** What is read of the log target is asked once for all buckets, so it counts by itself. */
    private static String kind(String method, String bucket, String subresource) {
        if (bucket.isEmpty()) {
            return method.equals("GET") ? "list" : "sts";
        }
        if (bucket.equals(AlikeBuckets.LOGS)) {
            return "logs";
        }
        return switch (method) {
            case "GET" -> "read " + subresource;
            case "HEAD" -> "head";
            default -> "write " + subresource;
        };
    }

    private Answer control(Request request) {
        switch (request.path()) {
            case "/-/buckets" -> buckets.count(Integer.parseInt(request.query()));
            case "/-/open" -> breaches.open(request.query());
            case "/-/ended" -> {
                return Answer.of(200, breaches.ended());
            }
            default -> {}
        }
        var lines = new StringBuilder();
        new TreeMap<>(calls).forEach((kind, count) -> lines.append(kind + "=" + count.sum() + "\n"));
        return Answer.of(200, lines.toString());
    }

    private static String parameter(String query) {
        var first = query.split("&", -1)[0];
        var equals = first.indexOf('=');
        return equals < 0 ? first : first.substring(0, equals);
    }

    private static @Nullable String token(String query) {
        for (var parameter : query.split("&", -1)) {
            if (parameter.startsWith("continuation-token=")) {
                return URLDecoder.decode(parameter.substring(parameter.indexOf('=') + 1), StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    /** The next request of a connection; null at its end. */
    private static @Nullable Request read(InputStream in) throws IOException {
        var first = line(in);
        if (first == null) {
            return null;
        }
        var length = 0;
        for (var header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (header.toLowerCase(Locale.ROOT).startsWith("expect:")) {
                throw new IOException("nobody is told to continue here");
            }
        }
        if (length > LARGEST_BODY) {
            throw new IOException("too much");
        }
        var body = length == 0 ? "" : new String(in.readNBytes(length), StandardCharsets.UTF_8);
        var words = first.split(" ", -1);
        var query = words[1].indexOf('?');
        return query < 0
                ? new Request(words[0], words[1], "", body)
                : new Request(words[0], words[1].substring(0, query), words[1].substring(query + 1), body);
    }

    private static @Nullable String line(InputStream in) throws IOException {
        var line = new StringBuilder(80);
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > LONGEST_LINE) {
                return null;
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
