package io.bucketwarden.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bucketwarden.monitoring.AlertFile.Alert;
import io.bucketwarden.servers.Prometheus;
import io.bucketwarden.servers.Promtool;
import io.bucketwarden.telemetry.Family;
import io.bucketwarden.telemetry.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An alert on what nobody exports never fires, and one that tells nobody what to do is noise. */
class AlertRulesTest {

    private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");
    private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\)");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|!~|!=|=)\"([^\"]*)\"");

    static List<Alert> alerts() throws IOException {
        return AlertFile.alerts();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_says_how_bad_it_is_what_it_is_and_where_to_read_on(Alert alert) {
        assertThat(alert.rule().at("/labels/severity").asText()).isIn("critical", "warning", "info");
        assertThat(alert.annotation("summary")).isNotBlank().doesNotContain("{{");
        assertThat(alert.annotation("description")).endsWith(".");
        assertThat(alert.annotation("runbook")).isEqualTo("docs/runbooks/" + alert.name() + ".md");
        assertThat(Path.of(alert.annotation("runbook"))).exists();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_asks_only_for_what_is_exported(Alert alert) {
        assertThat(alert.selectors()).isNotEmpty().allSatisfy(selector -> {
            var name = selector.replaceFirst("\\{.*", "");
            var family = Stream.of(Family.values())
                    .filter(one -> one.exported().equals(name.replaceFirst("_bucket$", "")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nobody exports " + name));
            MATCHER.matcher(selector).results().forEach(matcher -> {
                var label = label(family, matcher.group(1));
                assertThat(label.values()).contains(matcher.group(3).split("\\|"));
            });
        });
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void a_label_that_a_text_names_is_one_that_the_expression_keeps(Alert alert) {
        var kept = BY.matcher(alert.expression())
                .results()
                .flatMap(by -> Stream.of(by.group(1).split(", *")))
                .collect(Collectors.toSet());

        assertThat(LABEL.matcher(alert.annotation("description")).results().map(found -> found.group(1)))
                .allMatch(kept::contains);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_has_a_test_in_which_it_fires_and_one_in_which_it_nearly_does(Alert alert) throws IOException {
        assertThat(AlertFile.tests())
                .anyMatch(test -> nameOf(test).startsWith(alert.name() + " fires ")
                        && expected(test).anyMatch(sample -> sample.contains("\"" + alert.name() + "\"")));
        assertThat(AlertFile.tests())
                .anyMatch(test -> nameOf(test).startsWith(alert.name() + " does not fire ")
                        && expected(test).findAny().isEmpty()
                        && given(test, alert));
    }

    @Test
    void promtool_finds_the_rules_right() throws Exception {
        Assumptions.assumeFalse(Prometheus.isLeftOut(), "BUCKETWARDEN_WITHOUT_PROMETHEUS");

        var found = Promtool.run("check", "rules", AlertFile.RULES.toString());

        assertThat(found.exit()).as(found.said()).isZero();
    }

    @Test
    void promtool_sees_exactly_those_fire_that_are_to() throws Exception {
        Assumptions.assumeFalse(Prometheus.isLeftOut(), "BUCKETWARDEN_WITHOUT_PROMETHEUS");

        var found = Promtool.run(Stream.concat(
                        Stream.of("test", "rules"),
                        AlertFile.testFiles().stream().map(Path::toString))
                .toArray(String[]::new));

        assertThat(found.exit()).as(found.said()).isZero();
    }

    /** The command of the documentation, up to the pipe into kubectl. */
    @Test
    void the_rules_become_a_resource_of_the_prometheus_operator_as_the_documentation_says() throws Exception {
        var text = Files.readString(Path.of("docs/monitoring.md"));
        var command = text.substring(text.indexOf("(printf"), text.indexOf(" | kubectl apply"));

        var process = new ProcessBuilder("bash", "-c", command).start();
        var resource = new YAMLMapper().readTree(process.getInputStream());

        assertThat(process.waitFor()).isZero();
        assertThat(resource.path("kind").asText()).isEqualTo("PrometheusRule");
        assertThat(resource.path("spec")).isEqualTo(new YAMLMapper().readTree(AlertFile.RULES.toFile()));
    }

    private static Label label(Family family, String name) {
        return family.labels().stream()
                .filter(label -> label.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(family + " has no label " + name));
    }

    private static String nameOf(JsonNode test) {
        return test.path("name").asText() + " ";
    }

    private static Stream<String> expected(JsonNode test) {
        return StreamSupport.stream(test.path("promql_expr_test").spliterator(), false)
                .flatMap(check -> StreamSupport.stream(check.path("exp_samples").spliterator(), false))
                .map(sample -> sample.path("labels").asText());
    }

    /** Whether it is about series that the alert asks for. */
    private static boolean given(JsonNode test, Alert alert) {
        return StreamSupport.stream(test.path("input_series").spliterator(), false)
                .map(series -> series.path("series").asText().replaceFirst("\\{.*", ""))
                .anyMatch(name -> alert.selectors().stream()
                        .anyMatch(selector -> selector.replaceFirst("\\{.*", "").equals(name)));
    }
}
