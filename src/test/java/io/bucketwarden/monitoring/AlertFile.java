package io.bucketwarden.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The rules that are given to users, and their tests. */
final class AlertFile {

    static final Path RULES = Path.of("config/alerts/bucketwarden.yaml");
    static final Path TESTS = Path.of("config/alerts/tests");

    private static final Pattern SELECTOR = Pattern.compile("bucketwarden_\\w+(?:\\{[^}]*})?");

    private AlertFile() {}

    /** One alert. */
    record Alert(JsonNode rule) {
        String name() {
            return rule.path("alert").asText();
        }

        String expression() {
            return rule.path("expr").asText();
        }

        String annotation(String which) {
            return rule.at("/annotations/" + which).asText();
        }

        /** What it asks of which metrics, such as {@code bucketwarden_leader}. */
        List<String> selectors() {
            return SELECTOR.matcher(expression())
                    .results()
                    .map(found -> found.group())
                    .toList();
        }

        @Override
        public String toString() {
            return name();
        }
    }

    static List<Alert> alerts() throws IOException {
        var alerts = new ArrayList<Alert>();
        new YAMLMapper()
                .readTree(RULES.toFile())
                .path("groups")
                .forEach(group -> group.path("rules").forEach(rule -> alerts.add(new Alert(rule))));
        return alerts;
    }

    static List<Path> testFiles() throws IOException {
        try (var files = Files.list(TESTS)) {
            return files.sorted().toList();
        }
    }

    /** Each test of promtool. */
    static List<JsonNode> tests() throws IOException {
        var tests = new ArrayList<JsonNode>();
        for (var file : testFiles()) {
            new YAMLMapper().readTree(file.toFile()).path("tests").forEach(tests::add);
        }
        return tests;
    }
}
