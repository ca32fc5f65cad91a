package io.bucketwarden.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bucketwarden.docs.Commands;
import io.bucketwarden.docs.Commands.Shown;
import io.bucketwarden.docs.Markdown;
import io.bucketwarden.servers.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Helm, kustomize and the plain file install the same. */
class OneSourceIT {

    @BeforeAll
    static void helm() {
        Chart.assumeRenderable();
    }

    @Test
    void kustomize_and_the_plain_file_are_what_the_chart_makes_of_its_defaults() throws Exception {
        var plain = objects(Files.readString(Path.of("config/install.yaml")));
        var kustomized = objects(kustomize("config/default"));
        var rendered = objects(String.join("\n---\n", Chart.asInstalled().render("{}")));
        rendered.values().forEach(OneSourceIT::forgetHelm);
        // Helm makes it by itself, where it is told --create-namespace.
        rendered.putAll(objects(Files.readString(Path.of("config/default/namespace.yaml"))));

        assertThat(plain).hasSizeGreaterThan(10);
        assertThat(kustomized).isEqualTo(plain);
        assertThat(rendered).isEqualTo(plain);
    }

    @Test
    void nothing_that_is_installed_without_helm_says_that_helm_looks_after_it() throws IOException {
        for (var file :
                List.of("config/install.yaml", "config/default/operator.yaml", "config/rbac/tenant-role.yaml")) {
            assertThat(Files.readString(Path.of(file)))
                    .contains("app.kubernetes.io/version")
                    .doesNotContain("helm.sh/", "managed-by");
        }
    }

    @Test
    void the_kustomization_of_the_documentation_sets_what_it_says() throws Exception {
        var page = Files.readString(Path.of("docs/install.md"));
        var block = page.split("## Without Helm", 2)[1].split("```yaml\n", 2)[1].split("```", 2)[0];
        var folder = Files.createDirectories(Path.of("target/own-kustomization"));
        Files.writeString(
                folder.resolve("kustomization.yaml"), block.replace("../config/default", "../../config/default"));

        assertThat(kustomize(folder.toString()))
                .contains("eks.amazonaws.com/role-arn: arn:aws:iam::123456789012:role/bucketwarden")
                .contains("name: BUCKETWARDEN_REGION\n          value: eu-central-1")
                .doesNotContain("us-east-1")
                .contains("name: BUCKETWARDEN_QUEUES", "name: BUCKETWARDEN_CONCURRENCY");
    }

    @Test
    void the_command_of_the_documentation_lets_in_to_the_page_whom_the_chart_lets_in() throws Exception {
        var words = Commands.of(Markdown.read(Path.of("docs/page.md"))).stream()
                .map(Shown::words)
                .filter(it -> it.contains("networkpolicy"))
                .findFirst()
                .orElseThrow();
        var change = words.get(words.indexOf("-p") + 1).replace("'", "");

        var opened = objects(
                kubectl("patch", "--local", "--type=json", "-o=yaml", "-f=" + networkPolicy("{}"), "-p=" + change));
        var rendered =
                objects(Files.readString(networkPolicy("page: {enabled: true}")).replace("port: page", "port: 8081"));

        assertThat(opened.toString()).contains("8081");
        assertThat(opened).isEqualTo(rendered);
    }

    private static Path networkPolicy(String values) throws IOException {
        var manifest = Chart.asInstalled().render(values).stream()
                .filter(it -> it.contains("kind: NetworkPolicy"))
                .findFirst()
                .orElseThrow();
        return Files.writeString(Files.createTempFile("network-policy", ".yaml"), manifest);
    }

    private static void forgetHelm(JsonNode object) {
        if (object.at("/metadata/labels") instanceof ObjectNode labels) {
            labels.remove(List.of("helm.sh/chart", "app.kubernetes.io/managed-by"));
        }
        if (object.at("/metadata/annotations").has("helm.sh/resource-policy")) {
            ((ObjectNode) object.path("metadata")).remove("annotations");
        }
    }

    /** By kind, namespace and name. */
    private static Map<String, JsonNode> objects(String manifests) throws IOException {
        var objects = new TreeMap<String, JsonNode>();
        var yaml = new YAMLMapper();
        try (var documents = yaml.readerFor(JsonNode.class).<JsonNode>readValues(manifests)) {
            for (var document : new ArrayList<>(documents.readAll())) {
                var meta = document.path("metadata");
                var name = document.path("kind").asText() + " "
                        + meta.path("namespace").asText() + "/"
                        + meta.path("name").asText();
                // One writer's 500 is another's 500.0.
                var plain = yaml.readTree(document.toString().replaceAll("(:-?[0-9]+)\\.0(?=[,}])", "$1"));
                assertThat(objects.put(name, plain)).as(name).isNull();
            }
        }
        return objects;
    }

    private static String kustomize(String folder) throws IOException, InterruptedException {
        return kubectl("kustomize", folder);
    }

    private static String kubectl(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(words));
        command.addFirst(TestCluster.kubectl().toString());
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).isZero();
        return said;
    }
}
