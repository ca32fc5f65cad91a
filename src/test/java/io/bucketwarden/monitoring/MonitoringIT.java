package io.bucketwarden.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bucketwarden.servers.Prometheus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users are told to watch the operator with, on a real one that a real Prometheus scrapes. */
class MonitoringIT {

    @TempDir
    private static Path folder;

    private static WatchedOperator operator;

    @BeforeAll
    static void start() throws IOException {
        Assumptions.assumeFalse(Prometheus.isLeftOut(), "BUCKETWARDEN_WITHOUT_PROMETHEUS");
        operator = new WatchedOperator(folder);
        operator.drive();
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
        }
    }

    @Test
    void the_reference_holds_exactly_what_is_exported() {
        WatchedOperator.await("each family").untilAsserted(() -> {
            var exported = new TreeMap<String, Reference.Row>();
            Scrape.of(operator.metrics()).families().forEach((name, seen) -> {
                if (name.startsWith("bucketwarden_")) {
                    exported.put(
                            name,
                            new Reference.Row(
                                    seen.type(), new TreeSet<>(seen.labels().keySet())));
                }
            });
            assertThat(exported).containsExactlyEntriesOf(Reference.read().families());
        });
    }

    @Test
    void a_label_has_only_values_that_the_reference_lists() throws IOException {
        var reference = Reference.read();

        Scrape.of(operator.metrics()).families().forEach((name, seen) -> {
            if (name.startsWith("bucketwarden_")) {
                seen.labels().forEach((label, values) -> {
                    var listed = reference.values(name, label);
                    assertThat(listed.isEmpty() || listed.containsAll(values))
                            .as("%s of %s: %s", label, name, values)
                            .isTrue();
                });
            }
        });
    }

    @Test
    void what_is_said_of_the_process_is_all_that_there_is() throws IOException {
        assertThat(Scrape.of(operator.metrics()).families().keySet().stream()
                        .filter(name -> !name.startsWith("bucketwarden_")))
                .containsExactlyElementsOf(Reference.read().process());
    }

    @Test
    void every_query_of_the_dashboard_returns_data() {
        WatchedOperator.await("data").untilAsserted(() -> {
            var empty = new TreeSet<String>();
            for (var query : Grafana.queries()) {
                if (!returnsData(query)) {
                    empty.add(query.panel() + ": " + query.expression());
                }
            }
            assertThat(empty).isEmpty();
        });
    }

    @Test
    void every_variable_of_the_dashboard_has_values() throws IOException {
        for (var variable : Grafana.variables()) {
            var series = variable.series().replace("$namespace", WatchedOperator.NAMESPACE);

            var values = operator.prometheus()
                    .ask("/api/v1/label/" + variable.label() + "/values", Map.of("match[]", series));

            assertThat(texts(values))
                    .as(variable.name())
                    .contains(variable.name().equals("namespace") ? WatchedOperator.NAMESPACE : "audited");
        }
    }

    @Test
    void every_alert_asks_for_series_that_there_are() throws IOException {
        for (var alert : AlertFile.alerts()) {
            operator.prometheus().query(alert.expression());
            for (var selector : alert.selectors()) {
                assertThat(operator.prometheus().query("last_over_time(" + selector + "[5m])"))
                        .as("%s: %s", alert.name(), selector)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void prometheus_evaluates_every_rule_and_can_fill_in_every_text() {
        WatchedOperator.await("rules").untilAsserted(() -> {
            var rules = operator.prometheus().ask("/api/v1/rules", Map.of()).at("/groups/0/rules");
            assertThat(rules).hasSameSizeAs(AlertFile.alerts()).allSatisfy(rule -> {
                assertThat(rule.path("health").asText()).isEqualTo("ok");
                assertThat(rule.path("alerts").toString()).doesNotContain("error expanding");
            });
            assertThat(firing(rules)).contains("BucketwardenExemptionEnding", "BucketwardenNewAccessor");
        });
    }

    @Test
    void every_query_of_a_runbook_is_one_that_prometheus_understands() throws IOException {
        for (var page : Runbook.all()) {
            page.promql()
                    .forEach(query ->
                            assertThat(operator.prometheus().query(query)).isNotNull());
        }
    }

    /** Over the time since the start where Grafana would ask over the shown time. What is no number is no data. */
    private static boolean returnsData(Grafana.Query query) {
        var expression = query.of(WatchedOperator.NAMESPACE, operator.age());
        if (!query.isRange()) {
            return StreamSupport.stream(operator.prometheus().query(expression).spliterator(), false)
                    .anyMatch(series -> isNumber(series.at("/value/1")));
        }
        var end = Instant.now().getEpochSecond();
        var parameters = Map.of(
                "query",
                expression,
                "start",
                String.valueOf(end - operator.age()),
                "end",
                String.valueOf(end),
                "step",
                "1");
        var result =
                operator.prometheus().ask("/api/v1/query_range", parameters).path("result");
        return StreamSupport.stream(result.spliterator(), false)
                .flatMap(series -> StreamSupport.stream(series.path("values").spliterator(), false))
                .anyMatch(sample -> isNumber(sample.path(1)));
    }

    private static boolean isNumber(JsonNode value) {
        return Double.isFinite(
                Double.parseDouble(value.asText("NaN").replace("+Inf", "NaN").replace("-Inf", "NaN")));
    }

    private static java.util.Set<String> firing(JsonNode rules) {
        return StreamSupport.stream(rules.spliterator(), false)
                .filter(rule -> rule.path("state").asText().equals("firing"))
                .map(rule -> rule.path("name").asText())
                .collect(Collectors.toSet());
    }

    private static java.util.List<String> texts(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
