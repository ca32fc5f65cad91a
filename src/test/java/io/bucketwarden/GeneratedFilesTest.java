package io.bucketwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bucketwarden.generate.GenerateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"s3bucketpolicies", "s3bucketgrants", "s3bucketaccesses"})
    void every_field_of_the_resource_is_described(String plural) throws IOException {
        var crd = new YAMLMapper()
                .readTree(Path.of("crds/" + plural + ".bucketwarden.io-v1.yaml").toFile());

        assertThat(undescribed("", crd.at("/spec/versions/0/schema/openAPIV3Schema")))
                .isEmpty();
    }

    private static List<String> undescribed(String path, JsonNode schema) {
        var found = new ArrayList<String>();
        schema.path("properties").properties().forEach(field -> {
            var here = path + "." + field.getKey();
            if (field.getValue().path("description").asText().isBlank()) {
                found.add(here);
            }
            found.addAll(undescribed(here, field.getValue()));
        });
        if (schema.has("items")) {
            found.addAll(undescribed(path + "[]", schema.get("items")));
        }
        return found;
    }
}
