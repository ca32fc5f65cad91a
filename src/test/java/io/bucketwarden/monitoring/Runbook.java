package io.bucketwarden.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The page of an alert. */
record Runbook(String name, String text) {

    static final Path FOLDER = Path.of("docs/runbooks");

    private static final Pattern PROMQL = Pattern.compile("(?m)^```promql\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern SHELL = Pattern.compile("(?m)^ *```sh\n(.*?)\n *```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

    static List<Runbook> all() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().map(Runbook::read).toList();
        }
    }

    /** Its queries. */
    List<String> promql() {
        return PROMQL.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** Its commands, line by line. */
    List<String> commands() {
        return SHELL.matcher(text)
                .results()
                .flatMap(found -> found.group(1).lines())
                .map(String::strip)
                .toList();
    }

    /** What is written as code in its sentences. */
    List<String> words() {
        var sentences = text.replaceAll("(?s) *```.*?```", "");
        return CODE.matcher(sentences).results().map(found -> found.group(1)).toList();
    }

    @Override
    public String toString() {
        return name;
    }

    private static Runbook read(Path file) {
        try {
            return new Runbook(file.getFileName().toString().replaceFirst("\\.md$", ""), Files.readString(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
