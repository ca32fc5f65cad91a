package io.bucketwarden.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.S3BucketGrant;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.operator.rules.Acceptance;
import io.bucketwarden.posture.facet.Facets;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users copy must work. */
class SamplesTest {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    @ParameterizedTest
    @MethodSource("policies")
    void a_sample_is_read_in_full_and_accepted(Path sample) throws IOException {
        var policy = YAML.unmarshal(Files.readString(sample), S3BucketPolicy.class);

        assertThat(Acceptance.problem(policy.getSpec())).isEmpty();
    }

    @Test
    void a_sample_of_a_grant_is_read_in_full_and_says_what_it_allows() throws IOException {
        var grants = samples().filter(SamplesTest::isGrant).toList();

        assertThat(grants).isNotEmpty();
        for (var grant : grants) {
            var spec =
                    YAML.unmarshal(Files.readString(grant), S3BucketGrant.class).getSpec();
            assertThat(spec.unreadable()).isNull();
            assertThat(spec.maxMode()).isNotNull();
        }
    }

    @Test
    void the_samples_show_a_fleet_and_an_exemption() throws IOException {
        var specs = new ArrayList<S3BucketPolicySpec>();
        for (var sample : policies().toList()) {
            specs.add(YAML.unmarshal(Files.readString(sample), S3BucketPolicy.class)
                    .getSpec());
        }

        assertThat(specs).anyMatch(spec -> spec.bucketSelector() != null);
        assertThat(specs).anyMatch(spec -> spec.exemptions() != null);
    }

    @Test
    void the_samples_show_every_facet() throws IOException {
        var postures = new ArrayList<io.bucketwarden.api.Posture>();
        for (var sample : policies().toList()) {
            postures.add(YAML.unmarshal(Files.readString(sample), S3BucketPolicy.class)
                    .getSpec()
                    .posture());
        }

        assertThat(Facets.ALL)
                .allMatch(facet ->
                        postures.stream().anyMatch(p -> facet.desired(p).isPresent()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/layers.md", "docs/grants.md"})
    void the_resources_of_the_documentation_are_read_in_full_and_accepted(Path page) throws IOException {
        var resources = blocks(page, "yaml").stream()
                .flatMap(Pattern.compile("^---$", Pattern.MULTILINE)::splitAsStream)
                .toList();

        assertThat(resources).isNotEmpty().allMatch(resource -> resource.contains("kind: S3Bucket"));
        for (var resource : resources) {
            if (resource.contains("kind: S3BucketGrant")) {
                assertThat(YAML.unmarshal(resource, S3BucketGrant.class)
                                .getSpec()
                                .unreadable())
                        .isNull();
            } else {
                assertThat(Acceptance.problem(
                                YAML.unmarshal(resource, S3BucketPolicy.class).getSpec()))
                        .isEmpty();
            }
        }
    }

    @Test
    void the_trust_policy_of_the_documentation_asks_for_the_external_id_of_its_grant() throws IOException {
        var page = Path.of("docs/grants.md");
        var grant = YAML.unmarshal(blocks(page, "yaml").getFirst(), S3BucketGrant.class);
        var trust = new ObjectMapper().readTree(blocks(page, "json").getFirst());

        assertThat(trust.at("/Statement/0/Action"))
                .extracting(JsonNode::asText)
                .as("EKS Pod Identity gives the session tags, which go with it")
                .containsExactly("sts:AssumeRole", "sts:TagSession");
        assertThat(trust.at("/Statement/0/Condition/StringEquals/sts:ExternalId")
                        .asText())
                .isEqualTo(grant.getSpec().accounts().getFirst().externalId());
    }

    private static List<String> blocks(Path page, String language) throws IOException {
        return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(page))
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    static Stream<Path> policies() throws IOException {
        return samples().filter(sample -> !isGrant(sample));
    }

    private static boolean isGrant(Path sample) {
        try {
            return Files.readString(sample).contains("kind: S3BucketGrant");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Path> samples() throws IOException {
        try (var files = Files.list(Path.of("config/samples"))) {
            return List.copyOf(files.sorted().toList()).stream();
        }
    }
}
