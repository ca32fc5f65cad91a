package io.bucketwarden.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.iam.PolicyEvaluation.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What must hold of every decision, tried on generated documents and requests. */
class EvaluationPropertiesTest {

    private static final int SEEDS = 6_000;

    @Test
    void learning_a_key_never_contradicts_what_was_certain() {
        // Principal keys that are withheld from a server other than AWS are learned, too.
        learning_never_contradicts(GeneratedRequests::learned);
    }

    @Test
    void learning_who_calls_never_contradicts_what_was_certain() {
        learning_never_contradicts(GeneratedRequests::met);
    }

    @Test
    void learning_both_never_contradicts_what_was_certain() {
        learning_never_contradicts((requests, request) -> requests.learned(requests.met(request)));
    }

    private static void learning_never_contradicts(BiFunction<GeneratedRequests, Request, Request> learn) {
        var certain = new EnumMap<Decision, Integer>(Decision.class);
        var settled = new EnumMap<Decision, Integer>(Decision.class);
        Seeds.each(SEEDS, random -> {
            var document = new Generated(random).document();
            var requests = new GeneratedRequests(random);
            var request = requests.partial();
            var before = decision(document, request);
            for (int i = 0; i < 4; i++) {
                var learned = learn.apply(requests, request);
                var after = decision(document, learned);
                if (before == Decision.CANNOT_TELL) {
                    settled.merge(after, 1, Integer::sum);
                } else {
                    assertThat(after)
                            .as("%s%n%s%n%s", document, request, learned)
                            .isEqualTo(before);
                }
            }
            certain.merge(before, 1, Integer::sum);
        });
        assertThat(certain)
                .as("decisions before")
                .hasSize(4)
                .allSatisfy((decision, count) -> assertThat(count).isGreaterThan(50));
        assertThat(settled)
                .as("what CANNOT_TELL became")
                .hasSize(4)
                .allSatisfy((decision, count) -> assertThat(count).isGreaterThan(5));
    }

    @Test
    void one_more_deny_never_allows_and_never_lifts_a_deny() {
        Seeds.each(SEEDS, random -> {
            var generated = new Generated(random);
            var document = generated.document();
            var request = new GeneratedRequests(random).partial();
            var before = decision(document, request);

            var after = decision(Generated.with(document, inserted(document, generated.deny(), random)), request);

            if (before == Decision.EXPLICIT_DENY) {
                assertThat(after).isEqualTo(Decision.EXPLICIT_DENY);
            }
            if (after == Decision.ALLOW) {
                assertThat(before).as("%s%n%s", document, request).isEqualTo(Decision.ALLOW);
            }
            if (before == Decision.CANNOT_TELL) {
                assertThat(after).isIn(Decision.CANNOT_TELL, Decision.EXPLICIT_DENY);
            }
        });
    }

    @Test
    void one_more_allow_never_denies_and_never_overrules_a_deny() {
        Seeds.each(SEEDS, random -> {
            var generated = new Generated(random);
            var document = generated.document();
            var request = new GeneratedRequests(random).partial();
            var before = decision(document, request);

            var after = decision(Generated.with(document, inserted(document, generated.allow(), random)), request);

            if (before == Decision.ALLOW || before == Decision.EXPLICIT_DENY) {
                assertThat(after).as("%s%n%s", document, request).isEqualTo(before);
            } else {
                assertThat(after).as("%s%n%s", document, request).isNotEqualTo(Decision.EXPLICIT_DENY);
            }
        });
    }

    @Test
    void the_order_of_statements_does_not_matter() {
        Seeds.each(SEEDS, random -> {
            var document = new Generated(random).document();
            var request = new GeneratedRequests(random).partial();
            var shuffled = new ArrayList<>(document.statements());
            Collections.shuffle(shuffled, random);

            assertThat(decision(Generated.with(document, shuffled), request))
                    .as("%s%n%s", document, request)
                    .isEqualTo(decision(document, request));
        });
    }

    @Test
    void without_the_statements_on_which_it_depends_the_answer_is_another() {
        Seeds.each(SEEDS, random -> {
            var document = new Generated(random).document();
            var request = new GeneratedRequests(random).partial();
            var evaluation = PolicyEvaluation.evaluate(document, request);
            var others = new ArrayList<>(document.statements());
            others.removeAll(evaluation.statements());

            var without = decision(Generated.with(document, others), request);

            assertThat(evaluation.statements().isEmpty()).isEqualTo(evaluation.decision() == Decision.IMPLICIT_DENY);
            if (evaluation.decision() == Decision.IMPLICIT_DENY) {
                assertThat(without).isEqualTo(Decision.IMPLICIT_DENY);
            } else {
                assertThat(without).as("%s%n%s", document, request).isNotEqualTo(evaluation.decision());
            }
        });
    }

    private static List<Statement> inserted(PolicyDocument document, Statement statement, Random random) {
        var statements = new ArrayList<>(document.statements());
        statements.add(random.nextInt(statements.size() + 1), statement);
        return statements;
    }

    private static Decision decision(PolicyDocument document, Request request) {
        return PolicyEvaluation.evaluate(document, request).decision();
    }
}
