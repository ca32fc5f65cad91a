package io.bucketwarden.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.servers.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifests that a user applies, with the kubectl and the API server that a user has. */
class InstallIT {

    private static final String OPERATOR = "system:serviceaccount:bucketwarden:bucketwarden";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("kubeconfig"), TestCluster.get().kubeconfig());
        assertThat(kubectl("apply", "-k", "config/default"))
                .contains("namespace/bucketwarden")
                .contains("customresourcedefinition.apiextensions.k8s.io/s3bucketpolicies.bucketwarden.io")
                .contains("customresourcedefinition.apiextensions.k8s.io/s3bucketgrants.bucketwarden.io")
                .contains("deployment.apps/bucketwarden");
    }

    @Test
    void applying_it_again_changes_nothing() throws IOException, InterruptedException {
        assertThat(kubectl("apply", "-k", "config/default").lines()).allMatch(line -> line.endsWith("unchanged"));
    }

    @Test
    void the_image_is_set_in_one_place() throws IOException, InterruptedException {
        for (var part : List.of("default/kustomization.yaml", "default/namespace.yaml", "default/operator.yaml")) {
            var copy = folder.resolve("config").resolve(part);
            Files.createDirectories(copy.getParent());
            Files.writeString(
                    copy,
                    Files.readString(Path.of("config", part))
                            .replace("  - ../../crds\n", "")
                            .replace(
                                    "{name: bucketwarden, newName: bucketwarden}",
                                    "{name: bucketwarden, newName: registry.example/ours, newTag: v7}"));
        }

        assertThat(kubectl("kustomize", folder.resolve("config/default").toString()))
                .contains("image: registry.example/ours:v7\n")
                .doesNotContain("image: bucketwarden");
    }

    @Test
    void the_samples_are_taken_as_they_are() throws IOException, InterruptedException {
        TestCluster.get().namespace("storage");

        assertThat(kubectl("apply", "--dry-run=server", "-f", "config/samples/").lines())
                .hasSize((int) SamplesTest.samples().count());
    }

    @Test
    void a_list_of_grants_says_who_may_do_what_where() throws IOException, InterruptedException {
        kubectl("apply", "-f", "config/samples/grant.yaml");

        assertThat(kubectl("get", "bucketwarden").lines()).anyMatch(line -> line.contains("MAX-MODE"));
        assertThat(kubectl("get", "s3bg", "storage"))
                .containsPattern("NAME +MAX-MODE +PATTERNS +NAMESPACES +AGE")
                .contains("Enforce", "[\"acme-*\",\"!acme-scratch-*\"]", "kubernetes.io/metadata.name");
        kubectl("delete", "-f", "config/samples/grant.yaml");
    }

    /** An API server drops what it does not know, and would be left with a selector of every namespace. */
    @Test
    void a_misspelled_selector_does_not_become_one_of_every_namespace() throws IOException, InterruptedException {
        var sample = Files.readString(Path.of("config/samples/grant.yaml"));
        var misspelled = Files.writeString(folder.resolve("grant.yaml"), sample.replace("matchLabels", "matchLables"));

        var answer = run("apply", "--dry-run=server", "-f", misspelled.toString());

        assertThat(answer.code()).isNotZero();
        assertThat(answer.said()).contains("unknown field \"spec.namespaceSelector.matchLables\"");
    }

    @Test
    void uninstalled_without_helm_it_leaves_definitions_and_records() throws IOException, InterruptedException {
        kubectl("apply", "-f", "config/samples/grant.yaml");
        kubectl("create", "configmap", "kept", "-n", "bucketwarden", "--from-literal=a=b");
        kubectl("label", "configmap", "kept", "-n", "bucketwarden", "app.kubernetes.io/managed-by=bucketwarden");
        try {
            for (var command : uninstalling()) {
                var shell = new ProcessBuilder("sh", "-ec", command).redirectErrorStream(true);
                shell.environment()
                        .put("KUBECONFIG", folder.resolve("kubeconfig").toString());
                var path = TestCluster.kubectl().getParent() + ":" + System.getenv("PATH");
                shell.environment().put("PATH", path);
                var process = shell.start();
                var said = new String(process.getInputStream().readAllBytes());
                assertThat(process.waitFor()).as(command + "\n" + said).isZero();
            }

            assertThat(kubectl("get", "-f", "config/default/operator.yaml", "--ignore-not-found"))
                    .isEmpty();
            assertThat(Files.readString(folder.resolve("records.yaml"))).contains("name: kept");
            assertThat(kubectl("get", "configmap/kept", "-n", "bucketwarden", "-o", "name"))
                    .contains("kept");
            assertThat(kubectl("get", "s3bg", "storage", "-o", "name")).contains("storage");
        } finally {
            kubectl("delete", "--ignore-not-found", "configmap/kept", "-n", "bucketwarden");
            kubectl("delete", "--ignore-not-found", "-f", "config/samples/grant.yaml");
            kubectl("apply", "-k", "config/default");
            Awaitility.await()
                    .until(() ->
                            canI(OPERATOR, "get", "configmaps", "bucketwarden").equals("yes"));
        }
    }

    /** The commands of the page that are no Helm, in the order in which they stand there. */
    private static List<String> uninstalling() throws IOException {
        var section = Files.readString(Path.of("docs/install.md")).split("### Without Helm, Flux or Argo CD\n", 2)[1];
        var commands = section.lines()
                .filter(line -> line.startsWith("kubectl "))
                .map(line -> line.replace("> records.yaml", "> " + folder.resolve("records.yaml")))
                .toList();
        assertThat(commands).hasSize(3);
        return commands;
    }

    @ParameterizedTest
    @CsvSource({
        "watch,  s3bucketpolicies.bucketwarden.io,        storage,      yes",
        "list,   s3bucketpolicies.bucketwarden.io,        storage,      yes",
        "get,    s3bucketpolicies.bucketwarden.io,        storage,      no",
        "patch,  s3bucketpolicies.bucketwarden.io/status, storage,      yes",
        "list,   s3bucketgrants.bucketwarden.io,          '',           yes",
        "watch,  namespaces,                              '',           yes",
        "create, events,                                  storage,      yes",
        "update, leases/bucketwarden,                     bucketwarden, yes",
        "create, leases,                                  bucketwarden, yes",
        "update, leases/other,                            bucketwarden, no",
        "update, s3bucketpolicies.bucketwarden.io,        storage,      no",
        "patch,  s3bucketpolicies.bucketwarden.io,        storage,      no",
        "delete, s3bucketpolicies.bucketwarden.io,        storage,      no",
        "create, s3bucketgrants.bucketwarden.io,          '',           no",
        "patch,  s3bucketgrants.bucketwarden.io,          '',           no",
        "patch,  namespaces,                              '',           no",
        "get,    secrets,                                 storage,      no",
        "get,    configmaps,                              storage,      no",
        "get,    configmaps,                              bucketwarden, yes",
        "create, configmaps,                              bucketwarden, yes",
        "update, configmaps,                              bucketwarden, yes",
        "list,   configmaps,                              bucketwarden, no",
        "delete, configmaps,                              bucketwarden, no",
    })
    void the_operator_may_do_what_it_does_and_nothing_else(String verb, String what, String where, String answer)
            throws IOException, InterruptedException {
        assertThat(canI(OPERATOR, verb, what, where)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "editor, create,           s3bucketpolicies.bucketwarden.io,        storage, yes",
        "editor, patch,            s3bucketpolicies.bucketwarden.io,        storage, yes",
        "editor, deletecollection, s3bucketpolicies.bucketwarden.io,        storage, yes",
        "editor, patch,            s3bucketpolicies.bucketwarden.io,        default, no",
        "editor, patch,            s3bucketpolicies.bucketwarden.io/status, storage, no",
        "editor, get,              s3bucketgrants.bucketwarden.io,          '',      no",
        "editor, create,           s3bucketgrants.bucketwarden.io,          '',      no",
        "viewer, watch,            s3bucketpolicies.bucketwarden.io,        storage, yes",
        "viewer, patch,            s3bucketpolicies.bucketwarden.io,        storage, no",
        "editor, patch,            s3bucketaccesses.bucketwarden.io,        storage, yes",
        "viewer, get,              s3bucketaccesses.bucketwarden.io,        storage, no",
        "viewer, get,              s3bucketgrants.bucketwarden.io,          '',      no",
    })
    void a_tenant_may_write_policies_of_its_namespace_and_never_a_grant(
            String who, String verb, String what, String where, String answer)
            throws IOException, InterruptedException {
        TestCluster.get().namespace("storage");
        kubectl("apply", "-f", "config/rbac/tenant-role.yaml");
        bind("editor", "bucketwarden-policy-editor");
        bind("viewer", "bucketwarden-viewer");

        assertThat(canI(who, verb, what, where)).isEqualTo(answer);
    }

    @Test
    void tenants_are_given_no_rights_by_an_installation() throws IOException, InterruptedException {
        assertThat(kubectl("kustomize", "config/default"))
                .contains("ClusterRole")
                .doesNotContain("aggregate-to");
    }

    private void bind(String who, String role) throws IOException, InterruptedException {
        var binding = Files.writeString(folder.resolve(who + ".yaml"), """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: %s, namespace: storage}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %s}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %s}]
                """.formatted(who, role, who));
        kubectl("apply", "-f", binding.toString());
    }

    /** Yes or no; in the whole cluster where no namespace is named. */
    private String canI(String who, String verb, String what, String where) throws IOException, InterruptedException {
        var asked =
                what.endsWith("/status") ? List.of(what.replace("/status", ""), "--subresource=status") : List.of(what);
        var scope = where.isEmpty() ? List.of("--all-namespaces") : List.of("-n", where);
        var arguments = new ArrayList<>(List.of("auth", "can-i", "--as=" + who, verb));
        arguments.addAll(scope);
        arguments.addAll(asked);
        var lines = run(arguments.toArray(String[]::new)).said().strip().lines().toList();
        return lines.getLast().replaceFirst(" - .*", "");
    }

    private static String kubectl(String... arguments) throws IOException, InterruptedException {
        var answer = run(arguments);
        assertThat(answer.code()).as(answer.said()).isZero();
        return answer.said();
    }

    private record Answer(int code, String said) {}

    private static Answer run(String... arguments) throws IOException, InterruptedException {
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
