package io.bucketwarden.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The resources as tables: every field, rule and column of their definitions. */
final class ApiDocs {

    private static final String KEYS = "x-kubernetes-list-map-keys";

    private final StringBuilder text = new StringBuilder();
    private final List<String> rules = new ArrayList<>();

    private ApiDocs() {}

    static String markdown() throws IOException {
        var docs = new ApiDocs();
        docs.text.append("""
                # The resources

                Generated from the definitions in `crds/` by `make generate`. `[]` is each item of a list, `.*` each value of a map. A field in **bold** must be written, where
                what holds it is. A list that is a set takes nothing twice; in one with a key, no two items may have the same.
                """);
        for (var crd : CrdFile.ALL) {
            docs.kind(new YAMLMapper().readTree(crd.render()).get("spec"));
        }
        return docs.text.toString();
    }

    private void kind(JsonNode spec) {
        var names = spec.get("names");
        var version = spec.at("/versions/0");
        var schema = version.at("/schema/openAPIV3Schema");
        line("\n## " + names.get("kind").asText() + "\n");
        line(schema.path("description").asText() + "\n");
        line("`apiVersion: " + spec.get("group").asText() + "/"
                + version.get("name").asText() + "`; "
                + (spec.get("scope").asText().equals("Cluster") ? "for the whole cluster" : "in a namespace")
                + "; `kubectl get " + names.get("plural").asText() + "`, short `"
                + join(names.get("shortNames"), "`, `") + "`, and all kinds together `"
                + join(names.get("categories"), "`, `")
                + "`.");
        columns(version.path("additionalPrinterColumns"));
        selectable(version.path("selectableFields"));
        rules.clear();
        line("\n| field | type | default, bounds and words | meaning |\n| --- | --- | --- | --- |");
        fields("", schema);
        line("\nRules beyond these, with what the API server answers:\n\n| where | answer |\n| --- | --- |");
        rules.forEach(this::line);
    }

    private void columns(JsonNode columns) {
        line("\n| column | shows | |\n| --- | --- | --- |");
        columns.forEach(column -> line("| " + column.get("name").asText() + " | "
                + code(column.get("jsonPath").asText()) + " | "
                + (column.path("priority").asInt() > 0 ? "with `-o wide`" : "") + " |"));
    }

    private void selectable(JsonNode fields) {
        if (!fields.isEmpty()) {
            line("\nFields for `--field-selector`: "
                    + StreamSupport.stream(fields.spliterator(), false)
                            .map(field -> code(field.get("jsonPath").asText().substring(1)))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
    }

    private void fields(String path, JsonNode schema) {
        var required = new HashSet<String>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(field -> {
            var here = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            field(here, field.getValue(), required.contains(field.getKey()));
        });
    }

    private void field(String path, JsonNode schema, boolean required) {
        var name = code(path);
        line("| " + (required ? "**" + name + "**" : name) + " | " + type(schema) + " | "
                + String.join("; ", bounds(schema)) + " | "
                + cell(schema.path("description").asText()) + " |");
        rules(path, schema);
        within(path, schema);
    }

    private void within(String path, JsonNode schema) {
        fields(path, schema);
        if (schema.has("items")) {
            rules(path + "[]", schema.get("items"));
            within(path + "[]", schema.get("items"));
        }
        if (schema.has("additionalProperties")) {
            within(path + ".*", schema.get("additionalProperties"));
        }
    }

    private void rules(String path, JsonNode schema) {
        schema.path("x-kubernetes-validations")
                .forEach(rule -> rules.add(
                        "| " + code(path) + " | " + cell(rule.path("message").asText()) + " |"));
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type").asText();
        if (schema.has("items")) {
            var items = schema.get("items");
            return switch (schema.path("x-kubernetes-list-type").asText()) {
                case "set" -> "set of " + plural(items);
                case "map" -> "list of " + plural(items) + ", key `" + join(schema.get(KEYS), "`, `") + "`";
                default -> "list of " + plural(items);
            };
        }
        if (schema.has("additionalProperties")) {
            return "map to " + plural(schema.get("additionalProperties"));
        }
        return schema.path("format").asText().equals("date-time") ? "time" : type;
    }

    private static String plural(JsonNode schema) {
        return type(schema) + "s";
    }

    private static List<String> bounds(JsonNode schema) {
        var bounds = new ArrayList<String>();
        if (schema.has("default")) {
            bounds.add("default " + code(value(schema.get("default"))));
        }
        if (schema.has("enum")) {
            bounds.add(StreamSupport.stream(schema.get("enum").spliterator(), false)
                    .map(word -> code(value(word)))
                    .collect(Collectors.joining(", ")));
        }
        range(bounds, schema, "minimum", "maximum", "");
        range(bounds, schema, "minLength", "maxLength", " characters");
        range(bounds, schema, "minItems", "maxItems", " items");
        range(bounds, schema, "minProperties", "maxProperties", " entries");
        if (schema.has("pattern")) {
            bounds.add("like " + code(schema.get("pattern").asText()));
        }
        for (var inner : List.of("items", "additionalProperties")) {
            if (schema.has(inner) && !schema.get(inner).has("properties")) {
                bounds(schema.get(inner)).forEach(bound -> bounds.add("each " + bound));
            }
        }
        return bounds;
    }

    private static void range(List<String> bounds, JsonNode schema, String least, String most, String what) {
        if (schema.has(least) && schema.has(most)) {
            bounds.add(schema.get(least).asLong() + " to " + schema.get(most).asLong() + what);
        } else if (schema.has(least)) {
            bounds.add("at least " + schema.get(least).asLong() + what);
        } else if (schema.has(most)) {
            bounds.add("at most " + schema.get(most).asLong() + what);
        }
    }

    private static String value(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String join(JsonNode list, String between) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(between));
    }

    private static String code(String value) {
        return "`" + cell(value) + "`";
    }

    private static String cell(String value) {
        return value.replace("|", "\\|").replace("\n", " ");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
