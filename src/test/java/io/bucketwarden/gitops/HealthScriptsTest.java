package io.bucketwarden.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Reason;
import io.bucketwarden.operator.StatesOfPolicies;
import io.bucketwarden.servers.Lua;
import io.bucketwarden.tracking.StatesOfAccesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts for Argo CD's health, tested as Argo CD tests those that it is given. */
class HealthScriptsTest {

    @BeforeAll
    static void needsLua() {
        Lua.assume();
    }

    static Stream<Arguments> tests() {
        return ArgoCd.all("health_test.yaml").stream().flatMap(file -> {
            var tests = new ArrayList<Arguments>();
            for (var test : ArgoCd.yaml(file).path("tests")) {
                var input = file.resolveSibling(test.path("inputPath").asText()).normalize();
                var health = test.path("healthStatus");
                var expected = new ArgoCd.Health(
                        health.path("status").asText(), health.path("message").asText());
                tests.add(Arguments.of(file.getParent(), input, expected));
            }
            return tests.stream();
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("tests")
    void every_state_has_the_health_that_its_test_says(Path kind, Path input, ArgoCd.Health expected) {
        assertThat(ArgoCd.health(kind, ArgoCd.yaml(input))).isEqualTo(expected);
    }

    static Stream<Path> kinds() {
        return ArgoCd.all("health.lua").stream().map(Path::getParent);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_state_is_tested_once(Path kind) throws IOException {
        var inputs = new ArrayList<Path>();
        ArgoCd.yaml(kind.resolve("health_test.yaml"))
                .path("tests")
                .forEach(test ->
                        inputs.add(kind.resolve(test.path("inputPath").asText()).normalize()));
        try (var states = Files.list(ArgoCd.SCRIPTS.resolve(kind.getFileName()).resolve("testdata"))) {
            assertThat(inputs).containsExactlyInAnyOrderElementsOf(states.toList());
        }
    }

    @Test
    void there_is_a_state_for_every_reason_that_the_operator_gives() {
        var policies =
                StatesOfPolicies.all().values().stream().flatMap(policy -> policy.getStatus().conditions().stream());
        var accesses = StatesOfAccesses.all().values().stream()
                .flatMap(access -> Stream.ofNullable(access.getStatus()))
                .flatMap(status -> status.conditions().stream());

        assertThat(Stream.concat(policies, accesses).map(condition -> condition.reason()))
                .contains(Reason.values());
    }

    static Stream<Arguments> unfinished() {
        return kinds().filter(kind -> !kind.endsWith("S3BucketGrant"))
                .flatMap(kind -> Stream.of(
                                "{metadata: {generation: 1}}",
                                "{metadata: {generation: 1}, status: {}}",
                                "{metadata: {generation: 1}, status: {conditions: []}}",
                                "{metadata: {generation: 1}, status: {observedGeneration: 1}}",
                                "{metadata: {generation: 1}, status: {observedGeneration: 1, conditions: []}}",
                                "{metadata: {generation: 2}, status: {observedGeneration: 1, conditions:"
                                        + " [{type: Stalled, status: 'True', message: old}]}}")
                        .map(resource -> Arguments.of(kind, resource)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("unfinished")
    void what_says_nothing_of_this_generation_is_waited_for(Path kind, String resource) {
        var health = ArgoCd.health(kind, ArgoCd.parse(resource));

        assertThat(health.status()).isEqualTo("Progressing");
        assertThat(health.message()).startsWith("Waiting for the operator");
    }

    /** A message of the operator quotes names of others. */
    @Test
    void a_message_comes_through_as_it_is() {
        var odd = "Zeile 1\nzwei\t\"drei\" \\ vier ü € 𝄞 ]] %s";
        var policy = ArgoCd.yaml(ArgoCd.SCRIPTS.resolve("S3BucketPolicy/testdata/contended.yaml"));
        policy.at("/status/conditions")
                .forEach(condition -> ((com.fasterxml.jackson.databind.node.ObjectNode) condition).put("message", odd));

        assertThat(ArgoCd.health(ArgoCd.SCRIPTS.resolve("S3BucketPolicy"), policy))
                .isEqualTo(new ArgoCd.Health("Degraded", odd));
    }

    /** The interpreter leaves out what Argo CD leaves out, so that a script which needs it fails here. */
    @Test
    void no_script_can_use_what_argo_cd_does_not_have() {
        for (var script : List.of(
                "return {string.upper('a')}",
                "return {('a'):upper()}",
                "return {math.floor(1)}",
                "return {os.time()}",
                "return {io.read()}",
                "return require('string')",
                "return require('os').exit()",
                "while true do end")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> Lua.run(script, ArgoCd.parse("{}")))
                    .as(script)
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
