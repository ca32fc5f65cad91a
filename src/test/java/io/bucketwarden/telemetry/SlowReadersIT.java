package io.bucketwarden.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that ask for the metrics of a large fleet and do not read them, with the heap of the image. */
class SlowReadersIT {

    private static final int LENGTH = 8 * 1024 * 1024;

    @TempDir
    private Path folder;

    private Process process;
    private int port;

    private final List<Socket> slow = new ArrayList<>();

    /** In the process of its own. */
    public static void main(String[] args) throws Exception {
        var server = new ManagementServer("127.0.0.1", 0, Optional::empty, () -> "a".repeat(LENGTH));
        System.out.println(server.port());
        Thread.currentThread().join();
    }

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx96m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlowReadersIT.class.getName())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        port = Integer.parseInt(process.inputReader().readLine());
    }

    @AfterEach
    void stop() throws IOException {
        process.destroyForcibly();
        for (var socket : slow) {
            socket.close();
        }
    }

    @Test
    void two_of_them_keep_nobody_else_from_a_scrape() throws Exception {
        takeSlowly(2);

        assertThat(scrape()).hasSize(LENGTH);
    }

    @Test
    void as_many_as_the_port_takes_do_not_fill_the_heap() throws Exception {
        takeSlowly(95);

        assertThat(scrape()).hasSize(LENGTH);
        assertThat(process.isAlive()).isTrue();
        assertThat(Files.readString(folder.resolve("errors"))).doesNotContain("OutOfMemory");
    }

    /** Each has been sent the beginning when this returns, and takes no more. */
    private void takeSlowly(int clients) throws IOException {
        for (int i = 0; i < clients; i++) {
            var socket = new Socket();
            slow.add(socket);
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(10_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream()
                    .write("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
    }

    private String scrape() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        }
    }
}
