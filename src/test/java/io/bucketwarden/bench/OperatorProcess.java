package io.bucketwarden.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The packaged operator in a process of its own. */
final class OperatorProcess implements AutoCloseable {

    static final List<String> FLAGS = List.of("--request-rate", "5000", "--concurrency", "64", "--verify-delay", "2s");

    /** Those of the image. */
    static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-Xmx96m", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders");

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;
    private final double readySeconds;

    OperatorProcess(Path kubeconfig, URI endpoint) throws IOException {
        port = freePort();
        var builder = new ProcessBuilder(System.getProperty("java.home") + "/bin/java");
        builder.command().addAll(JVM);
        builder.command()
                .addAll(List.of(
                        "-jar",
                        "target/bucketwarden.jar",
                        "run",
                        "--endpoint",
                        endpoint.toString(),
                        "--path-style",
                        "--allow-insecure-endpoint",
                        "--management-host",
                        "127.0.0.1",
                        "--management-port",
                        String.valueOf(port)));
        builder.command().addAll(FLAGS);
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("AWS_ACCESS_KEY_ID", "bench");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "bench");
        builder.redirectErrorStream(true)
                .redirectOutput(Path.of("target/bench/operator.log").toFile());
        var start = System.nanoTime();
        process = builder.start();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - start > LIMIT.toNanos()) {
                throw new IllegalStateException("the operator did not become ready; see target/bench/operator.log");
            }
            LockSupport.parkNanos(5_000_000);
        }
        readySeconds = (System.nanoTime() - start) / 1e9;
    }

    double readySeconds() {
        return readySeconds;
    }

    /** Buckets looked at since it started. */
    long passes() throws IOException {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith("bucketwarden_pass_reads_count"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    long residentMib() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.close();
    }

    private boolean isReady() {
        try {
            return http.send(request("/readyz"), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String get(String path) throws IOException {
        try {
            return http.send(request(path), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
