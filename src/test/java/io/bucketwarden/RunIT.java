package io.bucketwarden;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.OperatorProcess;
import io.bucketwarden.servers.TestCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as a process: how it starts and how it ends. */
class RunIT {

    private static final List<String> JAR = List.of(OperatorProcess.java(), "-jar", "target/bucketwarden.jar");

    /** Far below the 25 seconds after which it would give up waiting for itself. */
    private static final Duration SOON = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    @Test
    void asked_to_end_it_ends_soon_with_zero_and_lets_the_lease_go() throws IOException, InterruptedException {
        var namespace = TestCluster.get().namespace("run-it");
        try (var operator = new OperatorProcess(
                JAR,
                List.of("--watch-namespace=" + namespace, "--leader-election", "--lease-namespace=" + namespace),
                TestCluster.get().kubeconfig(),
                Moto.get().endpoint(),
                folder.resolve("operator.log"))) {
            Awaitility.await("the lease").until(() -> !holder(namespace).isEmpty());

            assertThat(operator.end(SOON)).contains(0);

            assertThat(holder(namespace)).isEmpty();
            assertThat(operator.output()).doesNotContain("Exception");
        }
    }

    @Test
    void asked_to_end_while_the_api_server_does_not_answer_it_ends_without_a_stack_trace()
            throws IOException, InterruptedException {
        var log = folder.resolve("operator.log");
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var kubeconfig = folder.resolve("kubeconfig");
            Files.writeString(kubeconfig, """
                    {"apiVersion":"v1","kind":"Config","current-context":"it","contexts":[{"name":"it","context":\
                    {"cluster":"it","user":"it"}}],"users":[{"name":"it","user":{}}],"clusters":[{"name":"it",\
                    "cluster":{"server":"http://127.0.0.1:%d"}}]}""".formatted(silent.getLocalPort()));
            var builder = new ProcessBuilder(new ArrayList<>(JAR))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.command().addAll(List.of("run", "--management-host=127.0.0.1", "--management-port=0"));
            builder.environment().put("KUBECONFIG", kubeconfig.toString());
            var process = builder.start();
            try (var asked = silent.accept()) {
                assertThat(asked.isConnected()).isTrue();

                process.destroy();

                assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
                assertThat(Files.readString(log))
                        .contains("before it had started")
                        .doesNotContain("Exception");
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static String holder(String namespace) {
        var lease = TestCluster.get()
                .admin()
                .leases()
                .inNamespace(namespace)
                .withName("bucketwarden")
                .get();
        return lease == null || lease.getSpec().getHolderIdentity() == null
                ? ""
                : lease.getSpec().getHolderIdentity();
    }
}
