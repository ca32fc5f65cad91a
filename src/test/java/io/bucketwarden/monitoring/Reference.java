package io.bucketwarden.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The reference of the metrics, read as a person reads it. */
record Reference(Map<String, Row> families, List<LabelRow> labels, Set<String> process) {

    record Row(String type, Set<String> labels) {}

    /** @param values all that it can be; empty where these are not listed */
    record LabelRow(String name, Set<String> families, Set<String> values) {}

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    static Reference read() throws IOException {
        var text = Files.readString(Path.of("docs/metrics.md"));
        var families = new TreeMap<String, Row>();
        rows(section(text, "# Metrics"))
                .forEach(cells ->
                        families.put(code(cells[1]).iterator().next(), new Row(cells[2].strip(), code(cells[4]))));
        var labels = rows(section(text, "## Labels"))
                .map(cells -> new LabelRow(code(cells[1]).iterator().next(), code(cells[2]), code(cells[3])))
                .toList();
        return new Reference(families, labels, code(section(text, "## Of the process")));
    }

    /** What a label of a family can be; empty where that is not listed. */
    Set<String> values(String family, String label) {
        return labels.stream()
                .filter(row -> row.name().equals(label) && row.families().contains(family.replaceFirst("_max$", "")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(label + " of " + family + " is not in the reference"))
                .values();
    }

    private static String section(String text, String heading) {
        return text.substring(text.indexOf(heading + "\n") + heading.length()).split("\n#", 2)[0];
    }

    private static Stream<String[]> rows(String section) {
        return section.lines().filter(line -> line.startsWith("| `")).map(line -> line.split("\\|", -1));
    }

    private static Set<String> code(String cell) {
        var words = new TreeSet<String>();
        CODE.matcher(cell).results().forEach(found -> words.add(found.group(1)));
        return words;
    }
}
