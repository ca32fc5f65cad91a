package io.bucketwarden.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The dashboard for Grafana: what is on it, from the top to the bottom. */
final class Dashboard {

    private record Row(String title, List<Panel> panels) {}

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int COLUMNS = 24;

    /** That of Grafana 10.2. */
    private static final int SCHEMA = 39;

    private static final List<Row> ROWS = List.of(
            new Row("Fleet at a glance", FleetPanels.fleet()),
            new Row("Worst policies", FleetPanels.worst()),
            new Row("Exposure", FleetPanels.exposure()),
            new Row("Remediation", FleetPanels.remediation()),
            new Row("Freshness of checks", WorkPanels.freshness()),
            new Row("AWS calls", WorkPanels.calls()),
            new Row("Queues of changes", WorkPanels.queues()),
            new Row("Who uses buckets", WorkPanels.access()),
            new Row("Process", WorkPanels.process()));

    private Dashboard() {}

    static String json() throws JsonProcessingException {
        var dashboard = JSON.objectNode();
        dashboard.put("uid", "bucketwarden").put("title", "Bucketwarden");
        dashboard.put("description", "Posture of S3 buckets, and the operator that keeps it.");
        dashboard.putArray("tags").add("bucketwarden").add("s3");
        dashboard.put("schemaVersion", SCHEMA).put("version", 1).put("editable", true);
        dashboard.put("graphTooltip", 1).put("refresh", "1m").put("timezone", "");
        dashboard.putObject("time").put("from", "now-6h").put("to", "now");
        dashboard.putObject("annotations").putArray("list");
        dashboard.putArray("links");
        dashboard.putObject("templating").set("list", variables());
        dashboard.set("panels", panels());
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(dashboard) + "\n";
    }

    private static ArrayNode variables() {
        var list = JSON.arrayNode();
        list.addObject()
                .put("name", "DS_PROMETHEUS")
                .put("label", "Prometheus")
                .put("type", "datasource")
                .put("query", "prometheus")
                .put("refresh", 1);
        list.add(choice("namespace", "Namespace", "label_values(bucketwarden_policy_paused, namespace)"));
        list.add(choice(
                "policy", "Policy", "label_values(bucketwarden_policy_paused{namespace=~\"$namespace\"}, name)"));
        return list;
    }

    private static ObjectNode choice(String name, String label, String query) {
        var variable = JSON.objectNode();
        variable.put("name", name).put("label", label).put("type", "query").put("definition", query);
        variable.set("datasource", Panel.datasource());
        variable.putObject("query").put("query", query).put("refId", "variable-" + name);
        variable.put("refresh", 2)
                .put("sort", 1)
                .put("multi", true)
                .put("includeAll", true)
                .put("allValue", ".*");
        variable.putObject("current").put("text", "All").put("value", "$__all");
        return variable;
    }

    private static ArrayNode panels() {
        var list = JSON.arrayNode();
        var y = 0;
        for (var row : ROWS) {
            list.add(Panel.row(row.title(), list.size() + 1, y++));
            var x = 0;
            var height = 0;
            for (var panel : row.panels()) {
                if (x + panel.width() > COLUMNS) {
                    y += height;
                    x = 0;
                    height = 0;
                }
                list.add(panel.json(list.size() + 1, x, y));
                x += panel.width();
                height = Math.max(height, panel.height());
            }
            y += height;
        }
        return list;
    }
}
