package io.bucketwarden.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be said of the Dockerfile without a container engine. */
class DockerfileTest {

    private final List<String> lines;

    DockerfileTest() throws IOException {
        lines = Files.readString(Path.of("Dockerfile"))
                .replace("\\\n", " ")
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
    }

    @Test
    void what_is_copied_from_the_repository_exists() {
        var copied = lines.stream()
                .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
                .map(line -> line.replaceAll("COPY (--\\S+ )*", "").split(" ")[0])
                .toList();

        assertThat(copied)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Path.of(file)).exists());
    }

    @Test
    void the_image_is_distroless_and_not_root() {
        var last =
                lines.stream().filter(line -> line.startsWith("FROM ")).toList().getLast();

        assertThat(last).contains("distroless/java25").matches(".*:nonroot(@sha256:[0-9a-f]{64})?");
        assertThat(lines).contains("USER 65532:65532");
    }

    @Test
    void it_starts_with_the_options_that_the_cache_was_made_with() {
        var entrypoint = lines.stream()
                .filter(line -> line.startsWith("ENTRYPOINT "))
                .findFirst()
                .orElseThrow();
        var rehearsal = lines.stream()
                .filter(line -> line.contains("image.Rehearsal\""))
                .findFirst()
                .orElseThrow();

        assertThat(words(entrypoint))
                .containsExactly(
                        "java",
                        "@/app/jvm.options",
                        "-XX:AOTCache=/app/bucketwarden.aot",
                        "-jar",
                        "/app/bucketwarden.jar");
        assertThat(words(rehearsal))
                .endsWith("/app/jvm.options", "/app/bucketwarden.jar", "/app/bucketwarden.aot")
                .contains(Rehearsal.class.getName());
    }

    private static List<String> words(String line) {
        return Pattern.compile("\"([^\"]*)\"")
                .matcher(line)
                .results()
                .map(word -> word.group(1))
                .toList();
    }
}
