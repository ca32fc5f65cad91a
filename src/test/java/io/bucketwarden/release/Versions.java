package io.bucketwarden.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The version of a tree, which is named in several places.
 *
 * @param version as in pom.xml
 */
record Versions(Path root, String version) {

    private static final String SNAPSHOT = "-SNAPSHOT";
    private static final Pattern OWN =
            Pattern.compile("<artifactId>bucketwarden</artifactId>\\s*<version>([^<]+)</version>");

    /** As in the name of an image, a chart or a jar: bucketwarden:1.2.3 or bucketwarden-1.2.3. */
    private static final Pattern NAMED =
            Pattern.compile("\\bbucketwarden[:-]v?(\\d+\\.\\d+\\.\\d+(?:-[0-9A-Za-z.]+)?)");

    static Versions of(Path root) throws IOException {
        var found = OWN.matcher(Files.readString(root.resolve("pom.xml")));
        if (!found.find()) {
            throw new IllegalStateException("pom.xml names no version");
        }
        return new Versions(root, found.group(1));
    }

    /** What it will be called, or is. */
    String release() {
        return version.replace(SNAPSHOT, "");
    }

    boolean isRelease() {
        return !version.endsWith(SNAPSHOT);
    }

    /** A snapshot is what is worked on: its name does not tell which sources it was made of. */
    Check released() {
        return new Check(
                "release",
                version + " is one",
                isRelease() ? List.of() : List.of(version + " is a SNAPSHOT: not a release"),
                "Set the version in pom.xml and in the chart.");
    }

    Check named() throws IOException {
        var problems = new ArrayList<String>();
        var chart = root.resolve("helm/bucketwarden/Chart.yaml");
        var yaml = new YAMLMapper().readTree(chart.toFile());
        for (var field : List.of("version", "appVersion")) {
            expect(chart + " " + field, text(yaml, field), problems);
        }
        var texts = new ArrayList<>(List.of(root.resolve("README.md")));
        try (var docs = Files.list(root.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(texts::add);
        }
        for (var text : texts) {
            var found = NAMED.matcher(Files.readString(text));
            while (found.find()) {
                expect(text.toString(), found.group(1), problems);
            }
        }
        return new Check(
                "version",
                version + (isRelease() ? "" : ", which is no release yet") + ", and everywhere the same",
                problems,
                "It is to be " + version + " in pom.xml, chart and docs.");
    }

    /** A snapshot may be called by what it will be. */
    private void expect(String where, String found, List<String> problems) {
        if (!found.equals(version) && !found.equals(release())) {
            problems.add(where + " says " + found);
        }
    }

    private static String text(JsonNode yaml, String field) {
        return yaml.path(field).asText("nothing");
    }

    Check changelog() throws IOException {
        var section = isRelease() ? version : "Unreleased";
        var lines = Files.readAllLines(root.resolve("CHANGELOG.md"));
        var start = Pattern.compile("## \\[?" + Pattern.quote(section) + "\\b.*");
        var at = lines.stream().filter(line -> start.matcher(line).matches()).findFirst();
        var isEmpty = at.isPresent()
                && lines.stream()
                        .skip(lines.indexOf(at.get()) + 1L)
                        .takeWhile(line -> !line.startsWith("## "))
                        .noneMatch(line -> line.startsWith("- "));
        var problems = at.isEmpty()
                ? List.of("it has no section " + section)
                : isEmpty ? List.of("its section " + section + " tells of nothing") : List.<String>of();
        return new Check(
                "changelog",
                "has the section " + section,
                problems,
                "Call the section Unreleased by the version, and say what is new.");
    }
}
