package io.bucketwarden.servers;

import io.bucketwarden.awscalls.CallRecord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The operator in a process of its own, started as a user or an image would start it. */
public final class OperatorProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;
    private final Path log;
    private final double readySeconds;

    /**
     * Returns when it is ready.
     *
     * @param command what comes before the arguments of {@code run}
     * @param flags further arguments
     * @param log gets all that it prints
     */
    public OperatorProcess(List<String> command, List<String> flags, String kubeconfig, URI endpoint, Path log)
            throws IOException {
        this.log = log;
        port = Ports.free();
        Files.createDirectories(log.toAbsolutePath().getParent());
        var config = Files.createTempFile("operator", ".kubeconfig");
        Files.writeString(config, kubeconfig);
        var arguments = new ArrayList<>(List.of(
                "run",
                "--endpoint=" + endpoint,
                "--path-style",
                "--allow-insecure-endpoint",
                "--endpoint-principal-keys",
                "--management-host=127.0.0.1",
                "--management-port=" + port));
        arguments.addAll(flags);
        var start = System.nanoTime();
        process = OperatorEnvironment.process(command, arguments, config)
                .redirectOutput(log.toFile())
                .start();
        process.onExit().thenRun(() -> config.toFile().delete());
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - start > LIMIT.toNanos()) {
                process.destroyForcibly();
                throw new IllegalStateException("the operator did not become ready:\n" + output());
            }
            LockSupport.parkNanos(5_000_000);
        }
        readySeconds = (System.nanoTime() - start) / 1e9;
    }

    /** The java command of this JVM. */
    public static String java() {
        return System.getProperty("java.home") + "/bin/java";
    }

    /** The operator as it is compiled, without its arguments. */
    public static List<String> compiled() {
        return List.of(java(), "-cp", System.getProperty("java.class.path"), "io.bucketwarden.Main");
    }

    public double readySeconds() {
        return readySeconds;
    }

    /** Where it serves its metrics, as host and port. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** What a scrape gets. */
    public String metrics() throws IOException {
        return get("/metrics");
    }

    /** Buckets looked at since it started. */
    public long passes() throws IOException {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith("bucketwarden_pass_reads_count"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** What became of the messages of its queues so far, by result. */
    public Map<String, Long> changeEvents() throws IOException {
        var results = new TreeMap<String, Long>();
        get("/metrics")
                .lines()
                .filter(line -> line.startsWith("bucketwarden_change_events_total{"))
                .forEach(line -> results.put(line.replaceFirst(".*result=\"([^\"]*)\".*", "$1"), (long)
                        Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
        return results;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What of the heap is live. */
    public long liveHeapMib() throws IOException {
        try {
            new ProcessBuilder(System.getProperty("java.home") + "/bin/jcmd", String.valueOf(pid()), "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return get("/metrics")
                        .lines()
                        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum()
                / (1024 * 1024);
    }

    public long residentMib() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** What it has printed so far. */
    public String output() throws IOException {
        return Files.readString(log);
    }

    /** Asks it to end, as a kubelet does, and makes it end when it does not. */
    @Override
    public void close() {
        record();
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        http.close();
    }

    /** It has a class path of its own, so its calls are known by what it counts. */
    private void record() {
        try {
            CallRecord.addOperations(get("/metrics"));
        } catch (IOException e) {
            // It has ended by itself, and whoever waits for it says so.
        }
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
}
