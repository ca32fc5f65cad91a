package io.bucketwarden.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * A panel of the dashboard, as Grafana wants it.
 *
 * @param unit as Grafana names it
 * @param steps values from which on a colour holds; the first holds from the start
 */
record Panel(
        String type,
        String title,
        String description,
        int width,
        int height,
        String unit,
        List<Map.Entry<Double, String>> steps,
        List<Query> queries) {

    /** @param legend how a series is called; empty for its only one */
    record Query(String expression, String legend) {}

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** One number, as it is now. */
    static Panel number(
            String title,
            String description,
            String unit,
            List<Map.Entry<Double, String>> steps,
            String expression,
            String legend) {
        return new Panel("stat", title, description, 4, 4, unit, steps, List.of(new Query(expression, legend)));
    }

    /** Lines over time. */
    static Panel lines(String title, String description, String unit, Query... queries) {
        return new Panel("timeseries", title, description, 8, 8, unit, Steps.PLAIN, List.of(queries));
    }

    /** The same, with a line from which on it is too much. */
    static Panel lines(String title, String description, String unit, double limit, Query... queries) {
        return new Panel(
                "timeseries",
                title,
                description,
                8,
                8,
                unit,
                List.of(Map.entry(0.0, "green"), Map.entry(limit, "red")),
                List.of(queries));
    }

    /** One row for each series, as it is now. */
    static Panel table(
            String title, String description, String unit, List<Map.Entry<Double, String>> steps, String expression) {
        return new Panel("table", title, description, 12, 8, unit, steps, List.of(new Query(expression, "")));
    }

    static Query query(String expression, String legend) {
        return new Query(expression, legend);
    }

    ObjectNode json(int id, int x, int y) {
        var panel = JSON.objectNode();
        panel.put("id", id).put("type", type).put("title", title).put("description", description);
        panel.set("datasource", datasource());
        panel.set("gridPos", position(x, y, width, height));
        panel.set("fieldConfig", fields());
        panel.set("options", options());
        var targets = panel.putArray("targets");
        for (var i = 0; i < queries.size(); i++) {
            targets.add(target(queries.get(i), String.valueOf((char) ('A' + i))));
        }
        if (type.equals("table")) {
            panel.set("transformations", transformations());
        }
        return panel;
    }

    static ObjectNode row(String title, int id, int y) {
        var row = JSON.objectNode();
        row.put("id", id).put("type", "row").put("title", title).put("collapsed", false);
        row.set("gridPos", position(0, y, 24, 1));
        row.putArray("panels");
        return row;
    }

    static ObjectNode datasource() {
        return JSON.objectNode().put("type", "prometheus").put("uid", "${DS_PROMETHEUS}");
    }

    private static ObjectNode position(int x, int y, int width, int height) {
        return JSON.objectNode().put("h", height).put("w", width).put("x", x).put("y", y);
    }

    private ObjectNode target(Query query, String name) {
        var isLines = type.equals("timeseries");
        var target = JSON.objectNode();
        target.set("datasource", datasource());
        target.put("refId", name).put("expr", query.expression());
        target.put("legendFormat", query.legend().isEmpty() ? "__auto" : query.legend());
        target.put("instant", !isLines).put("range", isLines);
        target.put("format", type.equals("table") ? "table" : "time_series");
        return target;
    }

    private ObjectNode fields() {
        var defaults = JSON.objectNode();
        defaults.put("unit", unit);
        if (!unit.equals("percentunit")) {
            defaults.put("min", 0);
        }
        defaults.set("color", JSON.objectNode().put("mode", type.equals("stat") ? "thresholds" : "palette-classic"));
        var thresholds = defaults.putObject("thresholds");
        thresholds.put("mode", "absolute");
        var list = thresholds.putArray("steps");
        for (var i = 0; i < steps.size(); i++) {
            var step = list.addObject().put("color", steps.get(i).getValue());
            if (i == 0) {
                step.putNull("value");
            } else {
                step.put("value", steps.get(i).getKey());
            }
        }
        if (type.equals("timeseries")) {
            var custom = defaults.putObject("custom");
            custom.put("fillOpacity", 10).put("showPoints", "never");
            custom.putObject("thresholdsStyle").put("mode", steps.size() > 1 ? "line" : "off");
        }
        if (type.equals("table")) {
            defaults.putObject("custom").putObject("cellOptions").put("type", "auto");
        }
        var fields = JSON.objectNode();
        fields.set("defaults", defaults);
        fields.set("overrides", type.equals("table") ? coloured() : JSON.arrayNode());
        return fields;
    }

    /** Only the number of a table is coloured. */
    private static ArrayNode coloured() {
        var overrides = JSON.arrayNode();
        var value = overrides.addObject();
        value.putObject("matcher").put("id", "byName").put("options", "Value");
        var cell = value.putArray("properties").addObject().put("id", "custom.cellOptions");
        cell.putObject("value").put("type", "color-text");
        return overrides;
    }

    private ObjectNode options() {
        var options = JSON.objectNode();
        switch (type) {
            case "stat" -> {
                var reduce = options.putObject("reduceOptions").put("values", false);
                reduce.putArray("calcs").add("lastNotNull");
                options.put("colorMode", "value").put("graphMode", "none").put("textMode", "auto");
            }
            case "timeseries" -> {
                options.putObject("legend")
                        .put("displayMode", "list")
                        .put("placement", "bottom")
                        .put("showLegend", true);
                options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
            }
            default -> {
                options.put("showHeader", true).put("cellHeight", "sm");
                options.putArray("sortBy")
                        .addObject()
                        .put("displayName", "Value")
                        .put("desc", true);
            }
        }
        return options;
    }

    private static ArrayNode transformations() {
        var list = JSON.arrayNode();
        list.addObject()
                .put("id", "organize")
                .putObject("options")
                .putObject("excludeByName")
                .put("Time", true);
        return list;
    }
}
