package io.bucketwarden.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseImagesTest {

    private static final String DIGEST = "@sha256:" + "0123456789abcdef".repeat(4);

    @TempDir
    private Path folder;

    @Test
    void an_image_that_is_named_by_a_tag_alone_is_told_and_how_to_pin_it() throws IOException {
        assertThat(of("FROM maven:3.9 AS build\nFROM --platform=x base:nonroot" + DIGEST + "\n")
                        .pinned()
                        .line())
                .startsWith("FAILED: base images: maven:3.9 has no digest. docker buildx imagetools inspect");
    }

    @Test
    void stages_of_the_file_itself_need_none() throws IOException {
        assertThat(of("FROM maven:3.9" + DIGEST + " AS build\nRUN true\nFROM build\n")
                        .pinned()
                        .isOk())
                .isTrue();
    }

    @Test
    void the_file_of_this_tree_is_understood() throws IOException {
        assertThat(BaseImages.of(Path.of("Dockerfile")).names()).hasSize(2);
    }

    private BaseImages of(String text) throws IOException {
        return BaseImages.of(Files.writeString(folder.resolve("Dockerfile"), text));
    }
}
