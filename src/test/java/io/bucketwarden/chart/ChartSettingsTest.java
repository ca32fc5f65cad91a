package io.bucketwarden.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.command.SettingsTable;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the operator can be told, and what the chart tells it. */
class ChartSettingsTest {

    /** Where it listens in the pod is the chart's own affair: the ports of the service can be chosen. */
    private static final Set<String> OF_THE_CHART =
            Set.of("BUCKETWARDEN_MANAGEMENT_HOST", "BUCKETWARDEN_MANAGEMENT_PORT", "BUCKETWARDEN_PAGE_HOST");

    @BeforeAll
    static void helm() {
        Chart.assumeRenderable();
    }

    @Test
    void every_setting_is_a_value_of_the_chart() {
        assertThat(settings("every-setting").keySet())
                .containsAll(SettingsTable.defaults().keySet().stream()
                        .filter(variable -> !OF_THE_CHART.contains(variable))
                        .toList());
    }

    @Test
    void the_chart_sets_nothing_that_the_operator_does_not_know() {
        assertThat(settings("every-setting").keySet())
                .isSubsetOf(SettingsTable.defaults().keySet());
    }

    @Test
    void a_default_of_the_chart_is_that_of_the_operator() {
        var defaults = SettingsTable.defaults();

        var settings = settings("default");
        // From a shell there is nobody beside it; in a cluster there may be.
        settings.keySet().removeIf(variable -> variable.matches("BUCKETWARDEN_LEA(DER|SE)_.*"));

        assertThat(settings)
                .isNotEmpty()
                .allSatisfy((variable, value) -> assertThat(value).as(variable).isEqualTo(defaults.get(variable)));
    }

    @Test
    void values_reach_the_operator_as_they_are_given() {
        assertThat(settings("every-setting"))
                .containsEntry("BUCKETWARDEN_CONCURRENCY", "8")
                .containsEntry("BUCKETWARDEN_REQUEST_RATE", "10000")
                .containsEntry("BUCKETWARDEN_BACKSTOP_INTERVAL", "1h30m")
                .containsEntry("BUCKETWARDEN_REQUIRE_GRANTS", "false")
                .containsEntry(
                        "BUCKETWARDEN_QUEUES",
                        "https://sqs.eu-central-1.amazonaws.com/123456789012/one,http://elasticmq:9324/queue/two")
                .containsEntry(
                        "BUCKETWARDEN_BREAK_GLASS_PRINCIPAL",
                        "arn:aws:iam::123456789012:role/ops-*,arn:aws:iam::123456789012:user/anna");
        assertThat(settings("extra-env-and-volumes"))
                .containsEntry("HTTPS_PROXY", "http://proxy:3128")
                .containsKeys("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
    }

    /** A variable from elsewhere has an empty value here. */
    private static Map<String, String> settings(String combination) {
        return container(StrictTypes.parse(Matrix.of(combination).render()).stream()
                        .filter(Deployment.class::isInstance)
                        .map(Deployment.class::cast)
                        .toList())
                .stream()
                .collect(Collectors.toMap(EnvVar::getName, one -> one.getValue() == null ? "" : one.getValue()));
    }

    private static List<EnvVar> container(List<Deployment> deployments) {
        return deployments
                .getFirst()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getEnv();
    }
}
