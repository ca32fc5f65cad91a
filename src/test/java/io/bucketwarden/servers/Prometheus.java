package io.bucketwarden.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The real Prometheus that setup got, on loopback, asked by its HTTP API. */
public final class Prometheus implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final URI address;

    private Prometheus(Process process, Path log, URI address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /** Whether whoever runs the tests wants to go without. */
    public static boolean isLeftOut() {
        return SetUp.isLeftOut("prometheus");
    }

    /**
     * Returns once it answers.
     *
     * @param folder for its data and what it says; to be removed afterwards
     * @param configuration as of prometheus.yml
     */
    public static Prometheus start(Path folder, String configuration) throws IOException {
        var program = SetUp.program("prometheus/bin/prometheus");
        var file = folder.resolve("prometheus.yml");
        Files.writeString(file, configuration);
        var port = Ports.free();
        var log = folder.resolve("prometheus.log");
        var process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var started = new Prometheus(process, log, URI.create("http://127.0.0.1:" + port));
        Awaitility.await("prometheus")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !process.isAlive() || started.isReady());
        if (!process.isAlive()) {
            throw new IllegalStateException("Prometheus does not start:\n" + Files.readString(log));
        }
        return started;
    }

    /**
     * What an expression comes to now: the series found, each with its labels and its value.
     *
     * @throws IllegalStateException when Prometheus refuses it, with what it says
     */
    public JsonNode query(String expression) {
        return ask("/api/v1/query", Map.of("query", expression)).path("result");
    }

    /** Asks an address of its API, such as {@code /api/v1/series}, and returns the data of the answer. */
    public JsonNode ask(String path, Map<String, String> parameters) {
        var query = parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var answer = get(path + "?" + query).body();
        try {
            var json = JSON.readTree(answer);
            if (!json.path("status").asText().equals("success")) {
                throw new IllegalStateException(json.path("error").asText(answer));
            }
            return json.path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has printed so far. */
    public String output() throws IOException {
        return Files.readString(log);
    }

    /** Ends it, and waits for that: it writes into its folder until then. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        http.close();
    }

    private boolean isReady() {
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(address.resolve(path))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
