package io.bucketwarden.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bucketwarden.gitops.Flux.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples for Flux, over every state in which the operator reports a policy. */
class FluxExpressionsTest {

    private static final JsonNode USUAL =
            Flux.expressions(Path.of("config/flux/kustomizations.yaml"), "bucketwarden-policies");
    private static final JsonNode STRICT =
            Flux.expressions(Path.of("config/flux/strict/policies.yaml"), "bucketwarden-policies");

    /** What Argo CD's tests say of the same states. */
    private static List<Arguments> states(Path kind) {
        var states = new ArrayList<Arguments>();
        for (var test : ArgoCd.yaml(kind.resolve("health_test.yaml")).path("tests")) {
            var input = kind.resolve(test.path("inputPath").asText()).normalize();
            states.add(Arguments.of(
                    input.getFileName().toString(),
                    test.at("/healthStatus/status").asText(),
                    ArgoCd.yaml(input)));
        }
        return states;
    }

    static List<Arguments> states() {
        return states(ArgoCd.SCRIPTS.resolve("S3BucketPolicy"));
    }

    static List<Arguments> strictStates() {
        return states(ArgoCd.STRICT.resolve("S3BucketPolicy"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void the_usual_expressions_agree_with_argo_cd_and_with_kstatus(String name, String health, JsonNode policy) {
        var expected =
                switch (health) {
                    case "Healthy" -> Status.Current;
                    case "Degraded" -> Status.Failed;
                    // A pause is none of Flux's states: what was known before it still counts.
                    case "Suspended" -> name.equals("paused.yaml") ? Status.Current : Status.InProgress;
                    default -> Status.InProgress;
                };

        assertThat(Flux.status(USUAL, policy)).isEqualTo(expected);
        assertThat(Flux.kstatus(policy)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strictStates")
    void the_strict_expressions_agree_with_argo_cd_s_strict_script(String name, String health, JsonNode policy) {
        var expected =
                switch (health) {
                    case "Healthy" -> Status.Current;
                    case "Degraded" -> Status.Failed;
                    default -> Status.InProgress;
                };

        assertThat(Flux.status(STRICT, policy)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{metadata: {generation: 1}, status: {}}",
                "{metadata: {generation: 1}, status: {conditions: []}}",
                "{metadata: {generation: 1}, status: {observedGeneration: 1}}"
            })
    void what_says_nothing_yet_is_waited_for(String policy) {
        assertThat(Flux.status(USUAL, ArgoCd.parse(policy))).isEqualTo(Status.InProgress);
        assertThat(Flux.status(STRICT, ArgoCd.parse(policy))).isEqualTo(Status.InProgress);
    }

    @Test
    void a_grant_needs_no_expression() {
        var grant = ArgoCd.yaml(ArgoCd.SCRIPTS.resolve("S3BucketGrant/testdata/grant.yaml"));

        assertThat(Flux.kstatus(grant)).isEqualTo(Status.Current);
    }

    @Test
    void both_samples_differ_in_nothing_but_the_expressions() {
        var strict = ArgoCd.yaml(Path.of("config/flux/strict/policies.yaml"));
        var usual = ArgoCd.parse(
                ArgoCd.read(Path.of("config/flux/kustomizations.yaml")).split("\n---\n")[2]);

        for (var sample : List.of(strict, usual)) {
            ((com.fasterxml.jackson.databind.node.ObjectNode) sample.path("spec")).remove("healthCheckExprs");
        }
        assertThat(strict).isEqualTo(usual);
    }
}
