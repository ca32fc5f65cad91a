package io.bucketwarden.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.servers.TestCluster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that the docs tell people to type, typed. */
class TroubleshootingIT {

    private static final String NAMESPACE = TestCluster.get().namespace("troubleshooting");

    @TempDir
    private Path folder;

    @Test
    void each_command_that_looks_closer_works() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("kubeconfig"), TestCluster.get().kubeconfig());
        TestCluster.get().namespace("bucketwarden");
        TestCluster.get().admin().resource("""
                        apiVersion: bucketwarden.io/v1alpha1
                        kind: S3BucketPolicy
                        metadata: {name: trouble, namespace: %s}
                        spec: {bucketName: acme, posture: {versioning: {status: Enabled}}}
                        """.formatted(NAMESPACE)).serverSideApply();

        // There is no kubelet, so no pod has a log here.
        var commands = Files.readAllLines(Path.of("docs/reasons.md")).stream()
                .filter(line -> line.startsWith("kubectl ") && !line.startsWith("kubectl logs "))
                .distinct()
                .toList();
        assertThat(commands).hasSizeGreaterThan(8);
        for (var command : commands) {
            type(command.replaceAll("\\bNAMESPACE\\b", NAMESPACE).replaceAll("\\bNAME\\b", "trouble"));
        }
    }

    private void type(String command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(List.of("sh", "-ec", command)).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", folder.resolve("kubeconfig").toString());
        builder.environment()
                .merge(
                        "PATH",
                        TestCluster.kubectl().getParent().toString(),
                        (path, own) -> own + File.pathSeparator + path);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(command + "\n" + said).isZero();
    }
}
