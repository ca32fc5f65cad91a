package io.bucketwarden.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bucketwarden.telemetry.Family;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Grafana asks of a dashboard that it imports. */
class DashboardTest {

    private static final String DATASOURCE = "{\"type\":\"prometheus\",\"uid\":\"${DS_PROMETHEUS}\"}";
    private static final List<String> UNITS = List.of("short", "s", "percentunit", "ops", "bytes");

    @Test
    void it_is_the_same_dashboard_wherever_it_is_imported() throws IOException {
        var dashboard = Grafana.dashboard();

        assertThat(dashboard.path("uid").asText()).isEqualTo("bucketwarden");
        assertThat(dashboard.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(38);
        assertThat(dashboard.has("id")).isFalse();
        assertThat(dashboard.at("/templating/list/0/name").asText()).isEqualTo("DS_PROMETHEUS");
        assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
        assertThat(Grafana.variables()).extracting(Grafana.Variable::name).containsExactly("namespace", "policy");
    }

    @Test
    void every_query_goes_to_the_chosen_prometheus() throws IOException {
        for (var panel : shown()) {
            assertThat(panel.path("datasource")).hasToString(DATASOURCE);
            assertThat(panel.path("targets"))
                    .isNotEmpty()
                    .allSatisfy(target -> assertThat(target.path("datasource")).hasToString(DATASOURCE));
        }
    }

    @Test
    void ids_are_unique_and_no_panel_covers_another() throws IOException {
        var panels = Grafana.panels();
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        assertThat(shown()).extracting(panel -> panel.path("title").asText()).doesNotHaveDuplicates();
        for (var one : panels) {
            assertThat(place(one).x + place(one).width).isLessThanOrEqualTo(24);
            for (var other : panels) {
                if (one != other) {
                    assertThat(place(one).intersects(place(other)))
                            .as("%s covers %s", one.path("title"), other.path("title"))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void every_panel_says_what_it_shows_in_which_unit() throws IOException {
        assertThat(shown()).allSatisfy(panel -> {
            assertThat(panel.path("description").asText()).endsWith(".");
            assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isIn(UNITS);
            assertThat(panel.at("/fieldConfig/defaults/thresholds/steps/0/value")
                            .isNull())
                    .isTrue();
        });
        assertThat(Grafana.panels().stream()
                        .filter(panel -> panel.path("type").asText().equals("row")))
                .extracting(panel -> panel.path("title").asText())
                .containsExactly(
                        "Fleet at a glance",
                        "Worst policies",
                        "Exposure",
                        "Remediation",
                        "Freshness of checks",
                        "AWS calls",
                        "Queues of changes",
                        "Who uses buckets",
                        "Process");
    }

    @Test
    void every_family_of_ours_is_on_it_but_those_that_only_alerts_ask_for() throws IOException {
        var asked = Pattern.compile("bucketwarden_\\w+");
        var shown = Grafana.queries().stream()
                .flatMap(query -> asked.matcher(query.expression()).results().map(found -> found.group()))
                .map(name -> name.replaceFirst("_(bucket|max|sum|count)$", ""))
                .toList();

        assertThat(Stream.of(Family.values()).map(Family::exported)).allMatch(shown::contains, "shown");
    }

    private static List<JsonNode> shown() throws IOException {
        return Grafana.panels().stream()
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList();
    }

    private static Rectangle place(JsonNode panel) {
        var at = panel.path("gridPos");
        return new Rectangle(
                at.path("x").asInt(),
                at.path("y").asInt(),
                at.path("w").asInt(),
                at.path("h").asInt());
    }
}
