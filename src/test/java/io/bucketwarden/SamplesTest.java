package io.bucketwarden;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.operator.Acceptance;
import io.bucketwarden.posture.facet.Facets;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users copy must work. */
class SamplesTest {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_is_read_in_full_and_accepted(Path sample) throws IOException {
        var policy = YAML.unmarshal(Files.readString(sample), S3BucketPolicy.class);

        assertThat(Acceptance.problem(policy.getSpec())).isEmpty();
    }

    @Test
    void the_samples_show_every_facet() throws IOException {
        var postures = new ArrayList<io.bucketwarden.api.Posture>();
        for (var sample : samples().toList()) {
            postures.add(YAML.unmarshal(Files.readString(sample), S3BucketPolicy.class)
                    .getSpec()
                    .posture());
        }

        assertThat(Facets.ALL)
                .allMatch(facet ->
                        postures.stream().anyMatch(p -> facet.desired(p).isPresent()));
    }

    @Test
    void the_policies_of_the_readme_are_read_in_full_and_accepted() throws IOException {
        var blocks = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(m -> m.group(1))
                .filter(block -> block.contains("kind: S3BucketPolicy"))
                .toList();

        assertThat(blocks).isNotEmpty();
        for (var block : blocks) {
            assertThat(Acceptance.problem(
                            YAML.unmarshal(block, S3BucketPolicy.class).getSpec()))
                    .isEmpty();
        }
    }

    static Stream<Path> samples() throws IOException {
        try (var files = Files.list(Path.of("config/samples"))) {
            return List.copyOf(files.sorted().toList()).stream();
        }
    }
}
