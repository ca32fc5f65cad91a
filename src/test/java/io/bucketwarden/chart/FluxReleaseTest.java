package io.bucketwarden.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sample for Flux installs this chart, with values that it takes. */
class FluxReleaseTest {

    private static final Path SAMPLE = Path.of("config/flux/operator/release.yaml");

    @BeforeAll
    static void helm() {
        Chart.assumeRenderable();
    }

    @Test
    void the_values_of_the_release_are_taken_and_its_image_is_run() throws IOException {
        var text = Files.readString(SAMPLE);
        var manifests = render(text);

        var image = new YAMLMapper().readTree(text).at("/spec/values/image");
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

    @Test
    void its_line_for_region_and_role_sets_them_once_it_is_no_comment() throws IOException {
        var uncommented = Files.readString(SAMPLE).replaceFirst("(?m)^( *)# (aws: )", "$1$2");

        assertThat(String.join("\n", render(uncommented)))
                .contains("BUCKETWARDEN_REGION, value: \"eu-central-1\"")
                .contains("eks.amazonaws.com/role-arn: arn:aws:iam::123456789012:role/bucketwarden");
    }

    private static List<String> render(String release) throws IOException {
        var yaml = new YAMLMapper();
        var sample = yaml.readTree(release);
        var spec = sample.path("spec");
        return new Chart(
                        Path.of(spec.at("/chart/spec/chart").asText()),
                        spec.path("releaseName").asText(),
                        sample.at("/metadata/namespace").asText())
                .render(yaml.writeValueAsString(spec.path("values")));
    }

    private static com.fasterxml.jackson.databind.JsonNode read(String manifest) {
        try {
            return new YAMLMapper().readTree(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(manifest, e);
        }
    }
}
