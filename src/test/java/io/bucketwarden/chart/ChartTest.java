package io.bucketwarden.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bucketwarden.chart.Matrix.Combination;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart makes of values. */
class ChartTest {

    @BeforeAll
    static void helm() {
        Chart.assumeRenderable();
    }

    static Stream<Combination> combinations() {
        return Matrix.all();
    }

    @Test
    void it_is_tested_with_many_values() {
        assertThat(Matrix.all()).hasSizeGreaterThanOrEqualTo(25);
    }

    @Test
    void it_passes_the_lint_of_helm() {
        var lint = Chart.asInstalled().lint();

        assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
        assertThat(lint.getMessages()).noneMatch(message -> message.contains("WARNING") || message.contains("ERROR"));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void every_manifest_is_of_its_type_and_knows_where_it_belongs(Combination combination) {
        var objects = StrictTypes.parse(combination.render());

        assertThat(objects).extracting(ChartTest::identity).doesNotHaveDuplicates();
        assertThat(objects)
                .filteredOn(Namespaced.class::isInstance)
                .allMatch(object -> object.getMetadata().getNamespace() != null, "names its namespace");
        assertThat(objects)
                .filteredOn(object -> !(object instanceof CustomResourceDefinition))
                .allSatisfy(object -> assertThat(object.getMetadata().getLabels())
                        .containsEntry("app.kubernetes.io/managed-by", "Helm")
                        .containsEntry("app.kubernetes.io/instance", "bucketwarden")
                        .containsKeys("helm.sh/chart", "app.kubernetes.io/name", "app.kubernetes.io/version"));
    }

    @Test
    void a_manifest_with_a_field_that_its_type_does_not_have_would_be_seen() {
        var misspelt = Matrix.of("default").render().stream()
                .filter(manifest -> manifest.contains("kind: Deployment"))
                .map(manifest -> manifest.replace("livenessProbe:", "livenesProbe:"))
                .toList();

        assertThatThrownBy(() -> StrictTypes.parse(misspelt)).hasMessageContaining("\"livenesProbe\"");
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void pods_are_found_by_every_selector(Combination combination) {
        var objects = StrictTypes.parse(combination.render());
        var deployment = one(Deployment.class, objects);
        var pod = deployment.getSpec().getTemplate().getMetadata().getLabels();

        assertThat(selectors(objects))
                .isNotEmpty()
                .allSatisfy(selector -> assertThat(pod).containsAllEntriesOf(selector));
    }

    @Test
    void its_definitions_are_those_of_the_project_and_are_kept() throws IOException {
        var yaml = new YAMLMapper();
        var definitions =
                all(CustomResourceDefinition.class, Matrix.of("default").render());

        assertThat(definitions).hasSize(3).allSatisfy(definition -> {
            assertThat(definition.getMetadata().getAnnotations()).isEqualTo(Map.of("helm.sh/resource-policy", "keep"));
            definition.getMetadata().setAnnotations(null);
            var original = Path.of("crds", definition.getMetadata().getName() + "-v1.yaml");
            assertThat(yaml.valueToTree(definition).<com.fasterxml.jackson.databind.JsonNode>at("/spec"))
                    .isEqualTo(yaml.valueToTree(StrictTypes.parse(Files.readString(original)))
                            .at("/spec"));
        });
        assertThat(all(CustomResourceDefinition.class, Matrix.of("crds-that-go").render()))
                .hasSize(3)
                .allMatch(
                        definition -> definition.getMetadata().getAnnotations().isEmpty());
        assertThat(all(CustomResourceDefinition.class, Matrix.of("without-crds").render()))
                .isEmpty();
    }

    @Test
    void the_alerts_are_those_of_the_project() throws IOException {
        var rule = all(PrometheusRule.class, Matrix.of("monitored").render()).getFirst();

        var alerts = rule.getSpec().getGroups().stream()
                .flatMap(group -> group.getRules().stream())
                .map(one -> one.getAlert())
                .toList();
        var written = Files.readAllLines(Path.of("config/alerts/bucketwarden.yaml")).stream()
                .filter(line -> line.contains("- alert: "))
                .map(line -> line.replaceAll(".*- alert: ", ""))
                .toList();
        assertThat(alerts).isNotEmpty().isEqualTo(written);
        assertThat(rule.getMetadata().getLabels()).containsEntry("release", "prometheus");
    }

    @ParameterizedTest
    @CsvSource({"open-reports, openreports.io", "policy-reports-of-a-namespace, wgpolicyk8s.io"})
    void the_rights_on_reports_are_those_that_the_documentation_shows(String combination, String group)
            throws IOException {
        var page = Files.readString(Path.of("docs/reports.md"));
        var shown = Serialization.unmarshal(page.split("```yaml\n", 2)[1].split("```", 2)[0], ClusterRole.class);
        var given = StrictTypes.parse(Matrix.of(combination).render()).stream()
                .flatMap(object -> switch (object) {
                    case ClusterRole it -> it.getRules().stream();
                    case Role it -> it.getRules().stream();
                    default -> Stream.<PolicyRule>empty();
                })
                .filter(rule -> rule.getApiGroups().contains(group));

        assertThat(given)
                .isNotEmpty()
                .containsExactlyElementsOf(shown.getRules().stream()
                        .filter(rule -> rule.getApiGroups().contains(group))
                        .toList());
    }

    /** Alerts and dashboard name policies by them. */
    @Test
    void prometheus_keeps_the_labels_of_policies_where_the_target_has_some_of_the_same_name() {
        var monitor = all(ServiceMonitor.class, Matrix.of("monitored").render()).getFirst();

        assertThat(monitor.getSpec().getEndpoints())
                .singleElement()
                .satisfies(endpoint -> assertThat(endpoint.getHonorLabels()).isTrue());
    }

    @Test
    void an_alert_has_the_url_of_its_runbook_where_it_is_said_at_which_address_the_pages_are() {
        assertThat(alerts("runbooks-by-url"))
                .isNotEmpty()
                .allSatisfy(annotations -> assertThat(annotations)
                        .containsEntry(
                                "runbook_url",
                                "https://git.example/storage/bucketwarden/blob/main/" + annotations.get("runbook")));
        assertThat(alerts("monitored")).isNotEmpty().noneMatch(annotations -> annotations.containsKey("runbook_url"));
    }

    private static List<Map<String, String>> alerts(String combination) {
        return all(PrometheusRule.class, Matrix.of(combination).render()).getFirst().getSpec().getGroups().stream()
                .flatMap(group -> group.getRules().stream())
                .filter(rule -> rule.getAlert() != null)
                .map(rule -> rule.getAnnotations())
                .toList();
    }

    @Test
    void a_dashboard_is_found_by_its_label() {
        var dashboards = all(ConfigMap.class, Matrix.of("monitored").render());

        assertThat(dashboards).hasSize(Files.exists(Path.of("config/dashboards/bucketwarden.json")) ? 1 : 0);
        assertThat(dashboards)
                .allSatisfy(dashboard -> assertThat(dashboard.getMetadata().getLabels())
                        .containsEntry("grafana_dashboard", "1")
                        .containsEntry("folder", "storage"));
    }

    @Test
    void the_version_is_that_of_the_project() throws IOException {
        var chart = new YAMLMapper().readTree(Chart.SOURCE.resolve("Chart.yaml").toFile());

        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<artifactId>bucketwarden</artifactId>\n  <version>"
                        + chart.path("appVersion").asText() + "</version>");
        assertThat(chart.path("appVersion").asText())
                .startsWith(chart.path("version").asText());
    }

    private static List<Map<String, String>> selectors(List<HasMetadata> objects) {
        return objects.stream()
                .flatMap(object -> switch (object) {
                    case Deployment it -> Stream.of(it.getSpec().getSelector().getMatchLabels());
                    case io.fabric8.kubernetes.api.model.Service it ->
                        Stream.of(it.getSpec().getSelector());
                    case io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy it ->
                        Stream.of(it.getSpec().getPodSelector().getMatchLabels());
                    case io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget it ->
                        Stream.of(it.getSpec().getSelector().getMatchLabels());
                    default -> Stream.<Map<String, String>>empty();
                })
                .toList();
    }

    static String identity(HasMetadata object) {
        var meta = object.getMetadata();
        return object.getKind() + " " + meta.getNamespace() + "/" + meta.getName();
    }

    static <T extends HasMetadata> List<T> all(Class<T> type, List<String> manifests) {
        return StrictTypes.parse(manifests).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    static <T extends HasMetadata> T one(Class<T> type, List<HasMetadata> objects) {
        var found = objects.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
