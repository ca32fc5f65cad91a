package io.bucketwarden.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.facet.Facets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FacetTextsTest {

    private static final String WRITES = "### What a write changes\n";
    private static final String UNDO = "### How to undo it\n";
    private static final String ELSEWHERE = "### On other servers\n";

    @TempDir
    private Path folder;

    static Stream<Facet<?, ?>> facets() {
        return Facets.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("facets")
    void each_facet_says_what_its_writes_change_how_to_undo_them_and_what_differs_elsewhere(Facet<?, ?> facet)
            throws IOException {
        var text = FacetTexts.of(facet.name());

        assertThat(text).containsSubsequence(WRITES, UNDO, ELSEWHERE);
        var writing =
                facet.about().apiCalls().stream().filter(call -> call.startsWith("Put") || call.startsWith("Delete"));
        assertThat(Stream.concat(writing, facet.sids().stream()))
                .isNotEmpty()
                .allSatisfy(word -> assertThat(between(text, WRITES, UNDO)).contains("`" + word + "`"));
        assertThat(between(text, UNDO, ELSEWHERE)).contains("bucketwarden.io/revert=" + facet.name() + "`");
    }

    @Test
    void there_is_no_text_of_a_facet_that_is_gone() throws IOException {
        try (var files = Files.list(FacetTexts.FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            facets().map(facet -> facet.name() + ".md").toList());
        }
    }

    @Test
    void known_differences_of_servers_stand_beside_the_facet_that_they_are_about() throws IOException {
        var file = Files.writeString(folder.resolve("differences.yaml"), """
                - {name: no-tls, store: rgw, version: "16", facet: secureTransport, here: Lets http | pass., means: Use https.}
                - {name: other, store: moto, version: "5", facet: encryption, here: Has none., means: It drifts.}
                """);

        assertThat(FacetTexts.differences(file, "secureTransport"))
                .endsWith("\n| `no-tls` | rgw 16 | Lets http \\| pass. | Use https. |\n")
                .doesNotContain("other");
        assertThat(FacetTexts.differences(file, "logging")).isEmpty();
    }

    private static String between(String text, String from, String to) {
        return text.substring(text.indexOf(from), text.indexOf(to));
    }
}
