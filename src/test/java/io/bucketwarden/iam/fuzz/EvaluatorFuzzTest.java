package io.bucketwarden.iam.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.PolicyEvaluation;
import io.bucketwarden.iam.Request;
import io.bucketwarden.iam.Statement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever policy and request: there is an answer, a Deny only ever takes away, and spelling does not count. */
class EvaluatorFuzzTest {

    private static final int PAIRED = 4;
    private static final Statement DENY_ALL = Statement.deny("FuzzedDeny")
            .principal("*")
            .actions("*")
            .resources("*")
            .build();

    static Stream<Named<byte[]>> seeds() throws IOException {
        return SeedCorpus.of("Evaluator");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_seed_is_answered_and_a_deny_only_ever_takes_away(byte[] input) {
        fuzzerTestOneInput(input);
    }

    /** The name by which Jazzer finds it. */
    public static void fuzzerTestOneInput(byte[] input) {
        var fuzzed = FuzzedRequest.of(new String(input, StandardCharsets.UTF_8));
        FuzzedPolicy.of(fuzzed.policy()).ifPresent(document -> {
            aDenyOnlyTakesAway(document, fuzzed.request());
            spellingDoesNotCount(document, fuzzed.request(), Arrays.hashCode(input));
            whatIsCoveredIsDenied(document, fuzzed.request());
        });
    }

    private static void aDenyOnlyTakesAway(PolicyDocument document, Request request) {
        assertThat(isDenied(document.with(List.of(DENY_ALL), Set.of()), request))
                .isTrue();
        for (var statement : document.statements().stream().limit(PAIRED).toList()) {
            var more = document.with(List.of(turnedIntoDeny(statement)), Set.of());
            if (!isAllowed(document, request)) {
                assertThat(isAllowed(more, request)).as("%s", more).isFalse();
            }
            if (isDenied(document, request)) {
                assertThat(isDenied(more, request)).as("%s", more).isTrue();
            }
        }
    }

    private static void spellingDoesNotCount(PolicyDocument document, Request request, long seed) {
        var respelled = PolicyDocument.parse(Respelling.of(document, seed));

        assertThat(PolicyEvaluation.evaluate(respelled, request).decision())
                .as("%s%n%s", document, respelled)
                .isEqualTo(PolicyEvaluation.evaluate(document, request).decision());
    }

    private static void whatIsCoveredIsDenied(PolicyDocument document, Request request) {
        if (!isDenied(document, request)) {
            return;
        }
        var denying = PolicyEvaluation.evaluate(document, request).statements();
        var some = document.statements().stream().limit(PAIRED).toList();
        for (var wide : some) {
            for (var narrow : some) {
                if (wide.covers(narrow) && denying.contains(narrow)) {
                    assertThat(denying)
                            .as("%s covers %s but not for %s", wide, narrow, request)
                            .contains(wide);
                }
            }
        }
    }

    private static Statement turnedIntoDeny(Statement statement) {
        var json = (ObjectNode) statement.json();
        return Statement.parse(json.put("Effect", "Deny").put("Sid", "FuzzedTurned"));
    }

    private static boolean isAllowed(PolicyDocument document, Request request) {
        return PolicyEvaluation.evaluate(document, request).decision() == PolicyEvaluation.Decision.ALLOW;
    }

    private static boolean isDenied(PolicyDocument document, Request request) {
        return PolicyEvaluation.evaluate(document, request).decision() == PolicyEvaluation.Decision.EXPLICIT_DENY;
    }
}
