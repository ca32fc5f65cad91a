package io.bucketwarden;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.generate.GenerateFiles;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class GeneratedFilesTest {

    @Test
    void every_generated_file_is_as_the_code_says() throws IOException {
        for (var file : GenerateFiles.all().entrySet()) {
            assertThat(file.getKey())
                    .as("%s is stale or missing: run make generate", file.getKey())
                    .exists();
            assertThat(Files.readString(file.getKey()))
                    .as("%s is stale: run make generate", file.getKey())
                    .isEqualTo(file.getValue());
        }
    }
}
