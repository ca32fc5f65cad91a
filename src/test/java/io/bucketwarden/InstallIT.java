package io.bucketwarden;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.servers.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifests that a user applies, with the kubectl and the API server that a user has. */
class InstallIT {

    private static final String OPERATOR = "system:serviceaccount:bucketwarden:bucketwarden";

    @TempDir
    private Path folder;

    @BeforeEach
    void install() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("kubeconfig"), TestCluster.get().kubeconfig());
        assertThat(kubectl("apply", "-k", "config/default"))
                .contains("namespace/bucketwarden")
                .contains("customresourcedefinition.apiextensions.k8s.io/s3bucketpolicies.bucketwarden.io")
                .contains("deployment.apps/bucketwarden");
    }

    @Test
    void applying_it_again_changes_nothing() throws IOException, InterruptedException {
        assertThat(kubectl("apply", "-k", "config/default").lines()).allMatch(line -> line.endsWith("unchanged"));
    }

    @Test
    void the_samples_are_taken_as_they_are() throws IOException, InterruptedException {
        TestCluster.get().namespace("storage");

        assertThat(kubectl("apply", "--dry-run=server", "-f", "config/samples/").lines())
                .hasSize((int) SamplesTest.samples().count());
    }

    @ParameterizedTest
    @CsvSource({
        "watch,  s3bucketpolicies.bucketwarden.io,        storage,      yes",
        "patch,  s3bucketpolicies.bucketwarden.io/status, storage,      yes",
        "create, events,                                  storage,      yes",
        "update, leases/bucketwarden,                     bucketwarden, yes",
        "update, leases/another,                          bucketwarden, no",
        "update, s3bucketpolicies.bucketwarden.io,        storage,      no",
        "patch,  s3bucketpolicies.bucketwarden.io,        storage,      no",
        "delete, s3bucketpolicies.bucketwarden.io,        storage,      no",
        "get,    secrets,                                 storage,      no",
        "get,    configmaps,                              storage,      no",
    })
    void the_operator_may_do_what_it_does_and_nothing_else(String verb, String what, String where, String answer)
            throws IOException, InterruptedException {
        var asked =
                what.endsWith("/status") ? List.of(what.replace("/status", ""), "--subresource=status") : List.of(what);
        var arguments = new ArrayList<>(List.of("auth", "can-i", "--as=" + OPERATOR, "-n", where, verb));
        arguments.addAll(asked);

        assertThat(run(arguments.toArray(String[]::new)).said().strip()).endsWith(answer);
    }

    private String kubectl(String... arguments) throws IOException, InterruptedException {
        var answer = run(arguments);
        assertThat(answer.code()).as(answer.said()).isZero();
        return answer.said();
    }

    private record Answer(int code, String said) {}

    private Answer run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                TestCluster.kubectl().toString(),
                "--kubeconfig",
                folder.resolve("kubeconfig").toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        return new Answer(process.waitFor(), said);
    }
}
