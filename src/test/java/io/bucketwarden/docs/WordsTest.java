package io.bucketwarden.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The words that docs explain are those of the code. */
class WordsTest {

    private static final Path CODE = Path.of("src/main/java/io/bucketwarden");

    @Test
    void each_word_occurs_in_the_file_that_is_named_beside_it() throws IOException {
        var words = Files.readString(Path.of("docs/how-it-works.md"))
                .split("## Words\n")[1]
                .lines()
                .filter(line -> line.endsWith("` |"))
                .map(line -> line.split(" *[|] *"))
                .toList();

        assertThat(words.stream().map(row -> row[1])).doesNotHaveDuplicates();
        assertThat(words).hasSizeGreaterThan(10).allSatisfy(row -> {
            var code = Files.readString(CODE.resolve(row[3].replace("`", "") + ".java"));
            assertThat(code.toLowerCase(Locale.ROOT))
                    .as(Arrays.toString(row))
                    .contains(row[1].toLowerCase(Locale.ROOT).replace(" ", ""));
        });
    }
}
