package io.bucketwarden.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sample for Flux installs this chart, with values that it takes. */
class FluxReleaseTest {

    @BeforeAll
    static void helm() {
        Chart.assumeRenderable();
    }

    @Test
    void the_values_of_the_release_are_taken_and_its_image_is_run() throws IOException {
        var yaml = new YAMLMapper();
        var sample = yaml.readTree(Path.of("config/flux/operator/release.yaml").toFile());
        var spec = sample.path("spec");

        var manifests = new Chart(
                        Path.of(spec.at("/chart/spec/chart").asText()),
                        spec.path("releaseName").asText(),
                        sample.at("/metadata/namespace").asText())
                .render(yaml.writeValueAsString(spec.path("values")));

        var image = spec.at("/values/image");
        assertThat(manifests.stream()
                        .map(FluxReleaseTest::read)
                        .filter(one -> one.path("kind").asText().equals("Deployment")))
                .singleElement()
                .satisfies(deployment -> assertThat(deployment
                                .at("/spec/template/spec/containers/0/image")
                                .asText())
                        .isEqualTo(image.path("repository").asText() + ":"
                                + image.path("tag").asText()));
        assertThat(manifests.stream()
                        .map(FluxReleaseTest::read)
                        .filter(one -> one.path("kind").asText().equals("CustomResourceDefinition")))
                .hasSize(3);
    }

    private static com.fasterxml.jackson.databind.JsonNode read(String manifest) {
        try {
            return new YAMLMapper().readTree(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(manifest, e);
        }
    }
}
