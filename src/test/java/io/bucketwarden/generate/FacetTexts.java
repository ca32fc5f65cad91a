package io.bucketwarden.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** What is to be said of a facet at more length than the code does: what a write changes, how to undo it, other servers. */
final class FacetTexts {

    static final Path FOLDER = Path.of("src/test/resources/facets");

    /** What servers are known to do otherwise than AWS, as the conformance suite sees it; read where it is there. */
    private static final Path DIFFERENCES = Path.of("src/test/resources/conformance/differences.yaml");

    private FacetTexts() {}

    static String of(String facet) throws IOException {
        return "\n" + Files.readString(FOLDER.resolve(facet + ".md")).strip() + "\n"
                + (Files.exists(DIFFERENCES) ? differences(DIFFERENCES, facet) : "");
    }

    /** A table of those of one facet; empty where there is none. */
    static String differences(Path file, String facet) throws IOException {
        var rows = StreamSupport.stream(new YAMLMapper().readTree(file.toFile()).spliterator(), false)
                .filter(one -> one.path("facet").asText().equals(facet))
                .map(FacetTexts::row)
                .toList();
        return rows.isEmpty()
                ? ""
                : "\n| known difference | server | what it does | so |\n| --- | --- | --- | --- |\n"
                        + String.join("", rows);
    }

    private static String row(JsonNode difference) {
        var server = difference.path("store").asText() + " "
                + difference.path("version").asText();
        var cells = List.of(
                "`" + difference.path("name").asText() + "`",
                server.strip(),
                difference.path("here").asText(),
                difference.path("means").asText());
        return "| " + String.join(" | ", cells.stream().map(FacetTexts::cell).toList()) + " |\n";
    }

    private static String cell(String text) {
        return text.strip().replaceAll("\\s+", " ").replace("|", "\\|");
    }
}
