package io.bucketwarden.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What must hold for every document, tried on generated ones. */
class PolicyPropertiesTest {

    private static final Set<String> DROPPED = Set.of("OursOld");

    @Test
    void foreign_statements_survive_a_change_exactly_and_in_order() {
        Seeds.each(500, random -> {
            var generated = new Generated(random);
            var before = generated.document();

            var after = before.with(List.of(generated.ours("OursOne"), generated.ours("OursTwo")), DROPPED);

            assertThat(foreign(after)).isEqualTo(foreign(before));
            assertThat(foreign(PolicyDocument.parse(after.toJson()))).isEqualTo(foreign(before));
            assertThat(Generated.tree(after).get("Id"))
                    .isEqualTo(Generated.tree(before).get("Id"));
            assertThat(Generated.tree(after).get("Version"))
                    .isEqualTo(Generated.tree(before).get("Version"));
        });
    }

    @Test
    void applying_a_change_twice_is_applying_it_once() {
        Seeds.each(500, random -> {
            var generated = new Generated(random);
            var before =
                    generated.document().with(List.of(generated.ours("OursOld"), generated.ours("OursTwo")), Set.of());
            var put = List.of(generated.ours("OursTwo"), generated.ours("OursOne"));

            var once = before.with(put, DROPPED);

            assertThat(once.with(put, DROPPED).toJson()).isEqualTo(once.toJson());
            assertThat(once.bySid("OursOld")).isEmpty();
        });
    }

    @Test
    void spelling_is_irrelevant_to_meaning() {
        Seeds.each(2000, random -> {
            var generated = new Generated(random);
            var document = generated.document();

            var respelled = generated.respelled(document);

            assertThat(document.sameMeaning(respelled))
                    .as("%s%n%s", document, respelled)
                    .isTrue();
            assertThat(respelled.sameMeaning(document)).isTrue();
        });
    }

    @Test
    void what_is_written_and_read_again_means_the_same() {
        Seeds.each(500, random -> {
            var document = new Generated(random).document();

            var again = PolicyDocument.parse(document.toJson());

            assertThat(again.sameMeaning(document)).isTrue();
            assertThat(again.toJson()).isEqualTo(document.toJson());
        });
    }

    @Test
    void documents_of_the_same_meaning_decide_alike() {
        Seeds.each(2000, random -> {
            var generated = new Generated(random);
            var document = generated.document();
            var respelled = generated.respelled(document);
            var request = new GeneratedRequests(random).partial();

            assertThat(decision(respelled, request))
                    .as("%s%n%s", document, request)
                    .isEqualTo(decision(document, request));
        });
    }

    @Test
    void a_statement_denies_whatever_one_that_it_covers_denies() {
        var covered = new AtomicInteger();
        Seeds.each(60_000, random -> {
            var generated = new Generated(random);
            var wide = generated.deny();
            var narrow = generated.deny();
            if (!wide.covers(narrow)) {
                return;
            }
            covered.incrementAndGet();

            for (int i = 0; i < 40; i++) {
                var request = new GeneratedRequests(random).exact();
                if (denies(narrow, request)) {
                    assertThat(denies(wide, request))
                            .as("%s covers %s but not for %s", wide, narrow, request)
                            .isTrue();
                }
            }
        });
        assertThat(covered).as("pairs in which one covers the other").hasValueGreaterThan(200);
    }

    @Test
    void every_deny_covers_itself_and_its_other_spellings() {
        Seeds.each(500, random -> {
            var generated = new Generated(random);
            var deny = generated.deny();

            var respelled = generated.respelled(PolicyDocument.empty().with(List.of(named(deny)), Set.of()));

            assertThat(respelled.statements().getFirst().covers(deny))
                    .as("%s", deny)
                    .isTrue();
        });
    }

    @Test
    void garbage_is_only_ever_called_malformed() {
        var malformed = new AtomicInteger();
        Seeds.each(5000, random -> {
            var text = new Generated(random).garbage();
            try {
                var document = PolicyDocument.parse(text);
                assertThat(document.sizeInBytes()).isPositive();
                assertThat(document.sameMeaning(PolicyDocument.parse(document.toJson())))
                        .isTrue();
            } catch (MalformedPolicyException e) {
                malformed.incrementAndGet();
                assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(256);
            }
        });
        assertThat(malformed).hasValueGreaterThan(1000);
    }

    private static boolean denies(Statement statement, Request request) {
        var document = PolicyDocument.empty().with(List.of(named(statement)), Set.of());
        return decision(document, request) == PolicyEvaluation.Decision.EXPLICIT_DENY;
    }

    private static PolicyEvaluation.Decision decision(PolicyDocument document, Request request) {
        return PolicyEvaluation.evaluate(document, request).decision();
    }

    private static Statement named(Statement statement) {
        var json = (com.fasterxml.jackson.databind.node.ObjectNode) statement.json();
        return Statement.parse(json.put("Sid", "Named"));
    }

    private static List<String> foreign(PolicyDocument document) {
        var foreign = new ArrayList<String>();
        for (var statement : document.statements()) {
            if (statement.sid().filter(sid -> sid.startsWith("Ours")).isEmpty()) {
                foreign.add(statement.json().toString());
            }
        }
        return foreign;
    }
}
