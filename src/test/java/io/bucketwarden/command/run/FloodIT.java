package io.bucketwarden.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.OperatorProcess;
import io.bucketwarden.servers.Ports;
import io.bucketwarden.servers.TestCluster;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
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
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever reaches a port of the operator, with the flags and the heap of its image, can neither end nor fill it. */
class FloodIT {

    private static final int CONNECTIONS = 500;

    /** What the JDK takes of headers where nobody says otherwise, but for the last bit. */
    private static final int HEADERS = 340 * 1024;

    @TempDir
    private static Path folder;

    private static OperatorProcess operator;
    private static int page;

    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        page = Ports.free();
        operator = new OperatorProcess(
                List.of(
                        OperatorProcess.java(),
                        "@src/main/jib/app/jvm.options",
                        "-Xmx96m",
                        "-jar",
                        "target/bucketwarden.jar"),
                List.of("--page", "--page-host=127.0.0.1", "--page-port=" + page, "--log-format=text"),
                TestCluster.get().kubeconfig(),
                Moto.get().endpoint(),
                folder.resolve("operator.log"));
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
        }
    }

    @AfterEach
    void leave() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"management", "page"})
    void headers_that_never_end_do_not_fill_the_heap(String port) throws Exception {
        // One header that does not end: of many that are the same the JVM would keep one.
        var header = "X-Flood: " + "x".repeat(HEADERS);
        var closed = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                var socket = open(port);
                closed.add(threads.submit(() -> {
                    write(socket, "GET /healthz HTTP/1.1\r\nHost: a\r\n" + header);
                    return isClosed(socket);
                }));
            }
        }

        assertThat(operator.isAlive()).as(operator.output()).isTrue();
        for (var one : closed) {
            assertThat(one.get()).isTrue();
        }
        assertAnswers(port);
        assertThat(operator.output()).doesNotContain("OutOfMemory");
    }

    @Test
    void forms_of_which_half_is_sent_are_given_up() throws Exception {
        for (int i = 0; i < 32; i++) {
            write(
                    open("page"),
                    "POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                            + "Content-Length: 100\r\n\r\ntoken=");
        }
        assertAnswers("page");

        for (var socket : sockets) {
            assertThat(isClosed(socket)).isTrue();
        }
    }

    /** As the chart has the kubelet ask, with its time limit. */
    @Test
    void who_fills_the_port_with_connections_has_it_not_restarted() throws Exception {
        var probe = liveness();
        for (int i = 0; i < 120; i++) {
            open("management");
        }

        // One behind the other, so the others are taken by now: no more than a hundred of them.
        assertThat(isClosed(open("management"))).isTrue();
        for (int i = 0; i < 20; i++) {
            assertThat(isAlive(probe)).as("probe " + i).isTrue();
        }
    }

    private static Probe liveness() throws IOException {
        try (var manifests = Files.newInputStream(Path.of("config/default/operator.yaml"));
                var client = new KubernetesClientBuilder().build()) {
            return client.load(manifests).items().stream()
                    .filter(Deployment.class::isInstance)
                    .map(it -> ((Deployment) it).getSpec().getTemplate().getSpec())
                    .map(pod -> pod.getContainers().getFirst().getLivenessProbe())
                    .findFirst()
                    .orElseThrow();
        }
    }

    private boolean isAlive(Probe probe) throws InterruptedException {
        if (probe.getTcpSocket() != null) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port("management")), 1000);
                return true;
            } catch (IOException e) {
                return false;
            }
        }
        try (var client = HttpClient.newHttpClient()) {
            var asked = URI.create(
                    "http://" + operator.address() + probe.getHttpGet().getPath());
            var request =
                    HttpRequest.newBuilder(asked).timeout(Duration.ofSeconds(1)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the other side closes it within the time limit of a read. */
    private static boolean isClosed(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() != -1) {
                // An answer is none of our business.
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    private Socket open(String port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port(port));
        socket.setSoTimeout(60_000);
        sockets.add(socket);
        return socket;
    }

    private static int port(String port) {
        return port.equals("page")
                ? page
                : URI.create("http://" + operator.address()).getPort();
    }

    /** As much as is taken. */
    private static void write(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // The other side has had enough.
        }
    }

    private static void assertAnswers(String port) {
        var address = port.equals("page") ? "127.0.0.1:" + page + "/sign-in" : operator.address() + "/healthz";
        try (var client = HttpClient.newHttpClient()) {
            Awaitility.await(address)
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> client.send(
                                            HttpRequest.newBuilder(URI.create("http://" + address))
                                                    .timeout(Duration.ofSeconds(5))
                                                    .build(),
                                            HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200);
        }
    }
}
