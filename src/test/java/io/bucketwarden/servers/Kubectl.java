package io.bucketwarden.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The kubectl that a user has, with every right on the test cluster. */
public record Kubectl(Path kubeconfig) {

    /** @param folder for its configuration */
    public static Kubectl in(Path folder) throws IOException {
        return new Kubectl(Files.writeString(
                folder.resolve("kubeconfig"), TestCluster.get().kubeconfig()));
    }

    /** What it says to a command that must succeed. */
    public String run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(TestCluster.kubectl().toString(), "--kubeconfig", kubeconfig.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
