package io.bucketwarden.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.OperatorEnvironment;
import io.bucketwarden.servers.OperatorProcess;
import io.bucketwarden.servers.Ports;
import io.bucketwarden.servers.TestCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator as a process of its own, told to end as a kubelet does. */
class RunIT {

    /** Less than the 25 seconds that closing may take, and than the grace period of a pod. */
    private static final int PROMPTLY = 10;

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;
    private int port;

    @AfterEach
    void stop() {
        if (process != null) {
            process.destroyForcibly();
        }
        http.close();
    }

    @Test
    void sigterm_is_obeyed_at_once_and_is_no_failure() throws Exception {
        run(TestCluster.get().kubeconfig());
        awaitReady();

        process.destroy();

        assertThat(process.waitFor(PROMPTLY, TimeUnit.SECONDS)).as(log()).isTrue();
        assertThat(process.exitValue()).as(log()).isZero();
        assertThat(log()).contains("Told to end", "Ended").doesNotContain("\tat ");
    }

    @Test
    void a_leader_that_is_told_to_end_gives_the_lease_back() throws Exception {
        var namespace = TestCluster.get().namespace("run-lease");
        run(TestCluster.get().kubeconfig(), "--leader-election", "--lease-namespace", namespace);
        awaitReady();
        Awaitility.await("the lease").until(() -> TestCluster.get().leaseHolder(namespace) != null);

        process.destroy();

        assertThat(process.waitFor(PROMPTLY, TimeUnit.SECONDS)).as(log()).isTrue();
        assertThat(process.exitValue()).as(log()).isZero();
        assertThat(TestCluster.get().leaseHolder(namespace)).isEmpty();
    }

    @Test
    void sigterm_is_obeyed_while_the_api_server_does_not_answer() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            run(kubeconfig(silent.getLocalPort()));
            try (var _ = silent.accept()) {
                process.destroy();

                assertThat(process.waitFor(PROMPTLY, TimeUnit.SECONDS))
                        .as(log())
                        .isTrue();
            }
        }
        assertThat(process.exitValue()).as(log()).isZero();
        assertThat(log()).contains("Told to end").doesNotContain("\tat ", "Exception", "ERROR");
    }

    @Test
    void a_port_that_is_taken_is_a_failure_to_start() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            run(TestCluster.get().kubeconfig(), "--management-port", String.valueOf(taken.getLocalPort()));

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(log()).isTrue();
        }
        assertThat(process.exitValue()).as(log()).isEqualTo(1);
        assertThat(log()).contains("Cannot serve on").doesNotContain("\tat ");
    }

    @Test
    void a_kubeconfig_that_is_not_there_is_told_at_once() throws Exception {
        start(folder.resolve("none"));

        assertThat(process.waitFor(PROMPTLY, TimeUnit.SECONDS)).as(log()).isTrue();
        assertThat(process.exitValue()).as(log()).isEqualTo(1);
        assertThat(log())
                .contains(folder.resolve("none") + ": no such file. KUBECONFIG names it")
                .doesNotContain("\tat ");
    }

    @Test
    void a_cluster_that_cannot_be_reached_is_named_with_what_to_do() throws Exception {
        // Of the ten retries of the operator only the first ones: all of them would take twenty seconds.
        environment.put("KUBERNETES_REQUEST_RETRY_BACKOFFLIMIT", "2");
        run(kubeconfig(Ports.free()));

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(log()).isTrue();
        assertThat(process.exitValue()).as(log()).isEqualTo(1);
        assertThat(log())
                .contains("Cannot start: ", "connection refused to http://127.0.0.1:")
                .doesNotContain("\tat ", "ConnectException");
    }

    @Test
    void a_cluster_without_the_crds_is_told_to_get_them_the_way_it_is_installed() throws Exception {
        var bare = bare();
        try {
            run(kubeconfig(bare.getAddress().getPort()));

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(log()).isTrue();
        } finally {
            bare.stop(0);
        }
        assertThat(process.exitValue()).as(log()).isEqualTo(1);
        assertThat(log())
                .contains("Cannot start: ", "the way you installed it: helm upgrade, or kubectl apply")
                .doesNotContain("config/default");
    }

    /** An API server that has nothing. */
    private static com.sun.net.httpserver.HttpServer bare() throws IOException {
        var server = com.sun.net.httpserver.HttpServer.create(
                new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var body = "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"NotFound\","
                        + "\"message\":\"the server could not find the requested resource\",\"code\":404}";
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(404, body.length());
                exchange.getResponseBody().write(body.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
        });
        server.start();
        return server;
    }

    private void run(String kubeconfig, String... flags) throws IOException {
        start(Files.writeString(folder.resolve("kubeconfig"), kubeconfig), flags);
    }

    private void start(Path config, String... flags) throws IOException {
        port = Ports.free();
        var arguments = new ArrayList<>(List.of(
                "run",
                "--log-format=text",
                "--endpoint=" + Moto.get().endpoint(),
                "--path-style",
                "--management-host=127.0.0.1"));
        arguments.addAll(List.of(flags));
        if (!arguments.contains("--management-port")) {
            arguments.add("--management-port=" + port);
        }
        var builder = OperatorEnvironment.process(OperatorProcess.compiled(), arguments, config)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().putAll(environment);
        process = builder.start();
    }

    private void awaitReady() {
        Awaitility.await("readiness")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> http.send(
                                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                                                .build(),
                                        HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private static String kubeconfig(int port) {
        return """
               apiVersion: v1
               kind: Config
               current-context: silent
               contexts: [{name: silent, context: {cluster: silent, user: nobody}}]
               clusters: [{name: silent, cluster: {server: "http://127.0.0.1:%d"}}]
               users: [{name: nobody, user: {token: none}}]
               """.formatted(port);
    }
}
