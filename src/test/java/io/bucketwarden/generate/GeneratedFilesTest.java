package io.bucketwarden.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bucketwarden.chart.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedFilesTest {

    private static Map<Path, String> all;

    /** Once: it takes seconds. */
    @BeforeAll
    static void generate() throws IOException {
        all = GenerateFiles.all();
    }

    @Test
    void every_generated_file_is_as_the_code_says() throws IOException {
        for (var file : all.entrySet()) {
            assertThat(file.getKey())
                    .as("%s is stale or missing: run make generate", file.getKey())
                    .exists();
            assertThat(Files.readString(file.getKey()))
                    .as("%s is stale: run make generate", file.getKey())
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    void nothing_stays_that_is_generated_no_more() throws IOException {
        assertThat(GenerateFiles.strays(all.keySet()))
                .as("files that nothing generates: run make generate, which removes them")
                .isEmpty();
        var state =
                Path.of("config/argocd/resource_customizations/bucketwarden.io/S3BucketAccess/testdata/caught-up.yaml");
        var crd = Path.of("helm/bucketwarden/files/crds/s3bucketgrants.bucketwarden.io-v1.yaml");
        assertThat(GenerateFiles.strays(all.keySet().stream()
                        .filter(file -> !Set.of(state, crd).contains(file))
                        .collect(Collectors.toSet())))
                .containsExactly(state, crd);
    }

    /** Where this one is skipped, nothing has looked at those manifests. */
    @Test
    void what_helm_makes_was_looked_at() {
        Chart.assumeRenderable();

        assertThat(all).containsKeys(GenerateFiles.OF_HELM.toArray(Path[]::new));
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
