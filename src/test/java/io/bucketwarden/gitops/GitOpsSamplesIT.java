package io.bucketwarden.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bucketwarden.servers.Kubectl;
import io.bucketwarden.servers.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users of Argo CD and Flux start from, with the kubectl and the API server that they have. */
class GitOpsSamplesIT {

    private static final Path EXAMPLE = Path.of("config/argocd/example");
    private static final Set<String> OURS = Set.of("S3BucketGrant", "S3BucketPolicy");

    @TempDir
    private Path folder;

    private Kubectl kubectl;

    @BeforeEach
    void connect() throws IOException {
        kubectl = Kubectl.in(folder);
    }

    @Test
    void argo_cd_is_told_of_the_scripts_by_a_patch_of_its_config_map() throws IOException, InterruptedException {
        for (var patch : List.of("argocd-cm-patch.yaml", "argocd-cm-strict-patch.yaml")) {
            var policies = patch.contains("strict") ? ArgoCd.STRICT : ArgoCd.SCRIPTS;
            TestCluster.get().namespace("argocd");
            kubectl.run("create", "configmap", "argocd-cm", "-n", "argocd", "--from-literal=theirs=stays");

            kubectl.run("patch", "configmap", "argocd-cm", "-n", "argocd", "--patch-file", "config/argocd/" + patch);

            var data = new ObjectMapper()
                    .readTree(kubectl.run("get", "configmap", "argocd-cm", "-n", "argocd", "-o", "json"))
                    .path("data");
            kubectl.run("delete", "configmap", "argocd-cm", "-n", "argocd");
            assertThat(data.path("theirs").asText()).isEqualTo("stays");
            assertThat(data).hasSize(5);
            assertThat(setting(data, "health", "S3BucketPolicy"))
                    .isEqualTo(ArgoCd.read(policies.resolve("S3BucketPolicy/health.lua")));
            for (var kind : List.of("S3BucketGrant", "S3BucketAccess")) {
                assertThat(setting(data, "health", kind))
                        .isEqualTo(ArgoCd.read(ArgoCd.SCRIPTS.resolve(kind + "/health.lua")));
            }
            var actions = ArgoCd.parse(setting(data, "actions", "S3BucketPolicy"));
            var scripts = ArgoCd.SCRIPTS.resolve("S3BucketPolicy/actions");
            assertThat(actions.path("discovery.lua").asText()).isEqualTo(ArgoCd.read(scripts.resolve("discovery.lua")));
            assertThat(actions.path("definitions"))
                    .hasSize(3)
                    .allSatisfy(action -> assertThat(action.path("action.lua").asText())
                            .isEqualTo(ArgoCd.read(
                                    scripts.resolve(action.path("name").asText())
                                            .resolve("action.lua"))));
        }
    }

    @Test
    void the_operator_comes_before_the_grants_and_these_before_the_policies() throws IOException, InterruptedException {
        var waves = new HashMap<String, Set<Integer>>();
        for (var resource : rendered(EXAMPLE)) {
            var kind = resource.path("kind").asText();
            waves.computeIfAbsent(OURS.contains(kind) ? kind : "", _ -> new HashSet<>())
                    .add(resource.at("/metadata/annotations")
                            .path("argocd.argoproj.io/sync-wave")
                            .asInt(99));
        }

        // The namespace of the policies comes with them.
        assertThat(waves)
                .isEqualTo(Map.of("", Set.of(-2, 0), "S3BucketGrant", Set.of(-1), "S3BucketPolicy", Set.of(0)));
    }

    @Test
    void the_samples_name_folders_that_can_be_rendered() throws IOException, InterruptedException {
        var paths = new ArrayList<String>();
        paths.add(ArgoCd.yaml(Path.of("config/argocd/application.yaml"))
                .at("/spec/source/path")
                .asText());
        for (var sample : documents(ArgoCd.read(Path.of("config/flux/kustomizations.yaml")))) {
            paths.add(sample.at("/spec/path").asText());
        }

        assertThat(paths)
                .containsExactly(
                        "config/argocd/example",
                        "./config/flux/operator",
                        "./config/gitops/grants",
                        "./config/gitops/policies");
        for (var path : paths) {
            assertThat(rendered(Path.of(path))).isNotEmpty();
        }
    }

    @Test
    void region_and_role_are_set_by_the_lines_that_say_so_once_they_are_no_comment()
            throws IOException, InterruptedException {
        var copy = folder.resolve("config");
        for (var part : List.of("default", "argocd/example/operator")) {
            try (var files = Files.list(Path.of("config", part))) {
                for (var file : files.toList()) {
                    Files.createDirectories(copy.resolve(part));
                    Files.copy(file, copy.resolve(part).resolve(file.getFileName()));
                }
            }
        }
        copyCrds();
        var operator = copy.resolve("argocd/example/operator/kustomization.yaml");
        Files.writeString(operator, Files.readString(operator).replaceAll("(?m)^# (patches:|  )", "$1"));

        assertThat(kubectl.run("kustomize", operator.getParent().toString()))
                .contains("eks.amazonaws.com/role-arn: arn:aws:iam::123456789012:role/bucketwarden")
                .contains("name: BUCKETWARDEN_REGION\n          value: eu-central-1")
                .contains("name: BUCKETWARDEN_REQUIRE_GRANTS")
                .doesNotContain("us-east-1");
    }

    /** With a namespace go the records and everything of others in it, with a definition all policies of the cluster. */
    @Test
    void who_takes_the_samples_away_keeps_namespaces_and_definitions() throws IOException, InterruptedException {
        for (var path : List.of("config/flux/operator", "config/gitops/policies")) {
            assertThat(lasting(Path.of(path)))
                    .hasSize(1)
                    .allMatch(annotations -> annotations
                            .path("kustomize.toolkit.fluxcd.io/prune")
                            .asText()
                            .equals("disabled"));
        }
        assertThat(lasting(EXAMPLE))
                .hasSize(5)
                .allMatch(annotations -> annotations
                        .path("argocd.argoproj.io/sync-options")
                        .asText()
                        .equals("Prune=false,Delete=false"));
        assertThat(rendered(EXAMPLE))
                .filteredOn(it -> it.at("/metadata/annotations").has("argocd.argoproj.io/sync-options"))
                .hasSize(5);
    }

    /** The annotations of what must not go. */
    private List<JsonNode> lasting(Path path) throws IOException, InterruptedException {
        return rendered(path).stream()
                .filter(it -> Set.of("Namespace", "CustomResourceDefinition")
                        .contains(it.path("kind").asText()))
                .map(it -> it.at("/metadata/annotations"))
                .toList();
    }

    private void copyCrds() throws IOException {
        var to = Files.createDirectories(folder.resolve("crds"));
        try (var files = Files.list(Path.of("crds"))) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void a_folder_that_is_applied_as_a_whole_declares_nothing_twice() throws IOException {
        for (var path :
                List.of("config/flux", "config/flux/strict", "config/gitops/grants", "config/gitops/policies")) {
            var names = new ArrayList<String>();
            try (var files = Files.list(Path.of(path))) {
                for (var file :
                        files.filter(it -> it.toString().endsWith(".yaml")).toList()) {
                    documents(ArgoCd.read(file)).forEach(document -> names.add(name(document)));
                }
            }

            assertThat(names).as(path).isNotEmpty().doesNotHaveDuplicates();
        }
    }

    /** Nothing is defaulted within a list or written otherwise, so that a tool sees no difference that it would have to ignore. */
    @Test
    void what_is_stored_is_what_git_says() throws IOException, InterruptedException {
        TestCluster.get().namespace("storage");
        for (var path : List.of(
                "config/samples", "config/gitops/grants/storage.yaml", "config/gitops/policies/baseline.yaml")) {
            var stored = new HashMap<String, JsonNode>();
            var answer =
                    new ObjectMapper().readTree(kubectl.run("apply", "--dry-run=server", "-o", "json", "-f", path));
            for (var item : answer.has("items") ? answer.path("items") : List.of(answer)) {
                stored.put(name(item), item);
            }
            try (var files = Files.walk(Path.of(path))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    for (var declared : documents(ArgoCd.read(file))) {
                        assertThat(differences("", declared, stored.get(name(declared))))
                                .as(file.toString())
                                .isEmpty();
                    }
                }
            }
        }
    }

    private static String name(JsonNode resource) {
        return resource.path("kind").asText() + "/"
                + resource.at("/metadata/name").asText();
    }

    /** Where what is declared is not stored as it is. */
    private static List<String> differences(String path, JsonNode declared, JsonNode stored) {
        if (!declared.isObject() || stored == null) {
            return declared.equals(stored) ? List.of() : List.of(path + ": " + declared + " became " + stored);
        }
        var found = new ArrayList<String>();
        declared.properties()
                .forEach(field -> found.addAll(
                        differences(path + "/" + field.getKey(), field.getValue(), stored.get(field.getKey()))));
        return found;
    }

    private static String setting(JsonNode data, String what, String kind) {
        return data.path("resource.customizations." + what + ".bucketwarden.io_" + kind)
                .asText();
    }

    private List<JsonNode> rendered(Path path) throws IOException, InterruptedException {
        return documents(kubectl.run("kustomize", path.toString()));
    }

    private static List<JsonNode> documents(String yaml) throws IOException {
        try (var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return documents.readAll();
        }
    }
}
