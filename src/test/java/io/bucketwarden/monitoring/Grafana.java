package io.bucketwarden.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The dashboard, read as Grafana reads it. */
final class Grafana {

    static final Path DASHBOARD = Path.of("config/dashboards/bucketwarden.json");

    private Grafana() {}

    /**
     * One query of a panel.
     *
     * @param isRange whether it is asked over the shown time, and not only for its end
     */
    record Query(String panel, String expression, boolean isRange) {

        /** With the variables of a dashboard that shows a namespace and all of its policies, scraped every second. */
        String of(String namespace, long shownSeconds) {
            return expression
                    .replace("$__rate_interval", "4s")
                    .replace("$__range", shownSeconds + "s")
                    .replace("$namespace", namespace)
                    .replace("$policy", ".*");
        }
    }

    /**
     * One variable whose values are those of a label.
     *
     * @param series that have it
     */
    record Variable(String name, String series, String label) {}

    static JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(DASHBOARD.toFile());
    }

    static List<JsonNode> panels() throws IOException {
        var panels = new ArrayList<JsonNode>();
        dashboard().path("panels").forEach(panels::add);
        return panels;
    }

    static List<Query> queries() throws IOException {
        var queries = new ArrayList<Query>();
        for (var panel : panels()) {
            panel.path("targets")
                    .forEach(target -> queries.add(new Query(
                            panel.path("title").asText(),
                            target.path("expr").asText(),
                            target.path("range").asBoolean())));
        }
        return queries;
    }

    static List<Variable> variables() throws IOException {
        var variables = new ArrayList<Variable>();
        for (var variable : dashboard().at("/templating/list")) {
            if (variable.path("type").asText().equals("query")) {
                var asked = variable.at("/query/query").asText();
                var inside = asked.substring("label_values(".length(), asked.length() - 1);
                var comma = inside.lastIndexOf(',');
                variables.add(new Variable(
                        variable.path("name").asText(),
                        inside.substring(0, comma),
                        inside.substring(comma + 1).strip()));
            }
        }
        return variables;
    }
}
