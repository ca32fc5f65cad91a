package io.bucketwarden.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Helm is asked for with the version that the commands of the pages need. */
class HelmVersionTest {

    @Test
    void commands_need_the_first_version_that_knows_the_flag() {
        assertThat(Markdown.all().stream()
                        .flatMap(page -> Commands.of(page).stream())
                        .filter(shown -> shown.program().equals("helm"))
                        .flatMap(shown -> shown.flags().stream()))
                .contains("--reset-then-reuse-values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/install.md"})
    void who_installs_is_told_which(String page) throws IOException {
        assertThat(Files.readString(Path.of(page))).contains("Helm 3.14 or newer");
    }
}
