package io.bucketwarden.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.servers.Lua;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts for Argo CD's actions, tested as Argo CD tests those that it is given. */
class ActionScriptsTest {

    private static final Path KIND = ArgoCd.SCRIPTS.resolve("S3BucketPolicy");
    private static final Path TESTS = KIND.resolve("actions/action_test.yaml");

    @BeforeAll
    static void needsLua() {
        Lua.assume();
    }

    static List<Arguments> discoveries() {
        var tests = new ArrayList<Arguments>();
        for (var test : ArgoCd.yaml(TESTS).path("discoveryTests")) {
            var expected = new TreeMap<String, Boolean>();
            test.path("result")
                    .forEach(action -> expected.put(
                            action.path("name").asText(),
                            action.path("disabled").asBoolean()));
            tests.add(Arguments.of(test.path("inputPath").asText(), expected));
        }
        return tests;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("discoveries")
    void the_actions_that_make_sense_are_offered(String input, Map<String, Boolean> expected) {
        assertThat(ArgoCd.actions(KIND, resource(input))).isEqualTo(expected);
    }

    static List<Arguments> actions() {
        var tests = new ArrayList<Arguments>();
        for (var test : ArgoCd.yaml(TESTS).path("actionTests")) {
            tests.add(Arguments.of(
                    test.path("action").asText(),
                    test.path("inputPath").asText(),
                    test.path("expectedOutputPath").asText()));
        }
        return tests;
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("actions")
    void an_action_changes_its_annotation_and_nothing_else(String action, String input, String output) {
        var result = ArgoCd.act(KIND, action, resource(input));

        if (action.equals("reconcile")) {
            var annotations = (ObjectNode) result.at("/metadata/annotations");
            var asked = annotations.path(S3BucketPolicy.RECONCILE_REQUESTED_AT).asText();
            assertThat(Instant.parse(asked)).isCloseTo(Instant.now(), within(10, ChronoUnit.MINUTES));
            // The tests of Argo CD do not know the time either.
            annotations.put(S3BucketPolicy.RECONCILE_REQUESTED_AT, "0001-01-01T00:00:00Z");
        }
        assertThat(result).isEqualTo(resource(output));
    }

    @Test
    void the_patch_of_an_action_touches_nothing_but_annotations() {
        for (var action : List.of("reconcile", "pause", "resume")) {
            var was = resource(action.equals("resume") ? "testdata/paused.yaml" : "testdata/policy.yaml");

            var patch = ArgoCd.mergePatch(was, ArgoCd.act(KIND, action, was));

            assertThat(patch.fieldNames()).toIterable().containsExactly("metadata");
            assertThat(patch.path("metadata").fieldNames()).toIterable().containsExactly("annotations");
            assertThat(patch.at("/metadata/annotations")).hasSize(1);
        }
    }

    private static JsonNode resource(String path) {
        return ArgoCd.yaml(TESTS.resolveSibling(path));
    }
}
