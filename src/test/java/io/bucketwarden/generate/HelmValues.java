package io.bucketwarden.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The values of the chart with their comments, as documentation. */
final class HelmValues {

    private static final Path FILE = Path.of("helm/bucketwarden/values.yaml");
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]+):.*");

    private HelmValues() {}

    /** @throws IllegalStateException where a value has no comment */
    static String markdown() throws IOException {
        var text = new StringBuilder("""
                # Values of the chart

                Generated from the comments of [values.yaml](../helm/bucketwarden/values.yaml) by `make generate`. What is not listed is refused.

                | value | default | meaning |
                | --- | --- | --- |
                """);
        var comments = comments();
        rows("", new YAMLMapper().readTree(FILE.toFile()), comments, text);
        return text.toString();
    }

    private static void rows(String path, JsonNode values, Map<String, String> comments, StringBuilder text) {
        values.properties().forEach(value -> {
            var name = path + value.getKey();
            var comment = comments.getOrDefault(name, "");
            var within = comments.keySet().stream().anyMatch(other -> other.startsWith(name + "."));
            if (comment.isEmpty() && !within) {
                throw new IllegalStateException(FILE + ": " + name + " has no comment");
            }
            if (!comment.isEmpty()) {
                var fallback = within ? "" : "`" + value.getValue() + "`";
                text.append("| `%s` | %s | %s |%n".formatted(name, fallback, comment.replace("|", "\\|")));
            }
            if (within) {
                rows(name + ".", value.getValue(), comments, text);
            }
        });
    }

    /** By the path of the value below them. */
    private static Map<String, String> comments() throws IOException {
        var found = new LinkedHashMap<String, String>();
        var path = new ArrayList<String>();
        var comment = new ArrayList<String>();
        for (var line : Files.readAllLines(FILE)) {
            var key = KEY.matcher(line);
            if (line.isBlank()) {
                comment.clear();
            } else if (line.strip().startsWith("# ")) {
                comment.add(line.strip().substring(2));
            } else if (key.matches()) {
                var depth = key.group(1).length() / 2;
                path.subList(Math.min(depth, path.size()), path.size()).clear();
                path.add(key.group(2));
                if (!comment.isEmpty()) {
                    found.put(String.join(".", path), String.join(" ", List.copyOf(comment)));
                }
                comment.clear();
            }
        }
        return found;
    }
}
