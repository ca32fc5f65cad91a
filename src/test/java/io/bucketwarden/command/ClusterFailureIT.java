package io.bucketwarden.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.bucketwarden.servers.Ports;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** Whatever keeps a cluster from being asked is said in words of people, with what to do. */
class ClusterFailureIT {

    @TempDir
    private Path folder;

    @Test
    void nobody_listens() {
        var server = "https://127.0.0.1:" + Ports.free();

        assertThat(explained(server))
                .startsWith("The cluster cannot be asked: connection refused to " + server)
                .contains("Start the cluster", "set KUBECONFIG");
    }

    @Test
    void the_name_is_not_known() {
        assertThat(explained("https://api.cluster.invalid"))
                .startsWith(
                        "The cluster cannot be asked: the name api.cluster.invalid cannot be resolved. Join its network");
    }

    @Test
    void no_kubeconfig_at_all() {
        assertThat(explained("https://kubernetes.default.svc"))
                .startsWith("No kubeconfig found: KUBECONFIG is not set")
                .contains("set KUBECONFIG to");
    }

    @Test
    void credentials_are_refused() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(explained("http://127.0.0.1:" + server.getAddress().getPort()))
                    .startsWith("Your credentials were refused by http://127.0.0.1:")
                    .contains("Log in");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_kind_that_is_not_installed_is_told_with_the_cluster() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        var kubeconfig = Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: a, cluster: {server: "%s"}}]
                contexts: [{name: a, context: {cluster: a, user: a}}]
                users: [{name: a, user: {}}]
                current-context: a
                """.formatted(url));
        try {
            assertThat(explained(url))
                    .isEqualTo(ClusterFailure.unknownKind(URI.create(url).toURL()));
            for (var command : List.of(List.of("revert", "p", "-n", "x"), List.of("report", "-A", "--to", "-"))) {
                try (var typed = new Typed(kubeconfig, AwsBasicCredentials.create("a", "b"))) {
                    assertThat(typed.run(command)).isEqualTo(3);
                    assertThat(typed.said())
                            .isEqualTo(
                                    "The cluster " + url + " does not know the resources of bucketwarden. Are its CRDs"
                                            + " installed? Else set KUBECONFIG to the one of the cluster in which the operator runs.\n");
                }
            }
        } finally {
            server.stop(0);
        }
    }

    @Test
    void something_that_answers_speaks_no_tls() throws IOException {
        try (var socket = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try (var caller = socket.accept()) {
                        caller.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                        caller.shutdownOutput();
                        caller.getInputStream().readAllBytes();
                    } catch (IOException _) {
                        // The caller gave up, or the test is over.
                    }
                }
            });

            assertThat(explained("https://127.0.0.1:" + socket.getLocalPort()))
                    .startsWith("The cluster cannot be asked: no TLS with https://127.0.0.1:")
                    .contains("Check the certificates")
                    .doesNotContain("null");
        }
    }

    @Test
    void a_named_file_that_is_missing_is_told_unless_another_is_there() throws IOException {
        var there = Files.createFile(folder.resolve("config")).toString();
        var missing = folder.resolve("missing").toString();

        assertThat(ClusterFailure.missingFile(missing))
                .hasValueSatisfying(why ->
                        assertThat(why).startsWith(missing + ": no such file.").contains("KUBECONFIG"));
        assertThat(ClusterFailure.missingFile(missing + File.pathSeparator + there))
                .isEmpty();
        assertThat(ClusterFailure.missingFile(null)).isEmpty();
        assertThat(ClusterFailure.missingFile("")).isEmpty();
    }

    private static String explained(String server) {
        var config = new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl(server)
                .withTrustCerts(true)
                .withRequestRetryBackoffLimit(0)
                .build();
        try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
            var failure = catchThrowableOfType(
                    KubernetesClientException.class,
                    () -> client.configMaps().inNamespace("x").list());
            return ClusterFailure.explain(failure, client.getMasterUrl());
        }
    }
}
