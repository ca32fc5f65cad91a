package io.bucketwarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.BucketState;
import io.bucketwarden.insight.PolicyInsight;
import io.bucketwarden.report.BucketFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found, in which order, and how old it is. */
class ViewTest {

    private static final View SOME = View.of(Fleets.some(), new Sight.Everything());

    @Test
    void the_worst_comes_first() {
        assertThat(SOME.buckets())
                .extracting(BucketFacts::state)
                .isSorted()
                .startsWith(BucketState.Open, BucketState.Drifted)
                .contains(BucketState.Unknown, BucketState.Compliant);
    }

    @Test
    void what_is_open_comes_before_what_was() {
        assertThat(SOME.windows())
                .extracting(one -> one.window().isOpen() + " " + one.window().closedAt())
                .containsExactly(
                        "true null",
                        "false 2026-11-19T13:05:11Z",
                        "false 2026-11-11T15:20:00Z",
                        "false 2026-11-05T07:30:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        exports                          | acme-exports
        EXPORTS eu-central               | acme-exports
        exports us-east                  |
        bucket:acme-m                    | acme-media
        namespace:legal                  | acme-legal-hold
        policy:payments/inv              | acme-invoices
        account:4444                     | acme-archive
        region:us-east-1                 | acme-media
        facet:encryption                 | acme-exports
        reason:s3:PutBucketVersioning    | acme-media
        reason:contended                 | acme-archive
        s3:GetBucketPolicy               | acme-archive
        state:open                       | acme-exports
        facet:region                     |
        nothing-of-all-that              |
        """)
    void each_word_is_looked_for_in_all_that_is_known(String words, String bucket) {
        var found = Search.of(asked("q", words)).among(SOME);

        if (bucket == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).extracting(BucketFacts::name).containsExactly(bucket);
        }
    }

    @Test
    void a_state_that_there_is_not_filters_nothing() {
        assertThat(Search.of(asked("state", "Open")).among(SOME)).hasSize(1);
        assertThat(Search.of(asked("state", "<b>")).among(SOME)).hasSameSizeAs(SOME.buckets());
    }

    @Test
    void what_was_looked_at_long_ago_or_never_is_marked() {
        var old = looked(Map.of("acme-1", Fleets.NOW.minus(Duration.ofMinutes(23))));
        var fresh = looked(Map.of("acme-1", Fleets.NOW.minus(Duration.ofMinutes(21))));
        var never = looked(Map.of());

        assertThat(Checked.of(old, "acme-1", Fleets.NOW).state()).isEqualTo(Checked.State.OLD);
        assertThat(Checked.of(fresh, "acme-1", Fleets.NOW).state()).isEqualTo(Checked.State.FRESH);
        assertThat(Checked.of(never, "acme-1", Fleets.NOW).state()).isEqualTo(Checked.State.NEVER);
        assertThat(warnings(old)).anyMatch(one -> one.contains("out of date"));
        assertThat(warnings(never)).anyMatch(one -> one.contains("not been looked at since the operator started"));
        assertThat(warnings(fresh)).isEmpty();
    }

    @Test
    void of_several_policies_the_one_counts_that_looked_longest_ago() {
        var early = new Checked(Fleets.NOW.minusSeconds(60), Checked.State.FRESH);
        var late = new Checked(Fleets.NOW.minusSeconds(30), Checked.State.FRESH);
        var paused = new Checked(Fleets.NOW, Checked.State.PAUSED);

        assertThat(early.and(late)).isEqualTo(early);
        assertThat(late.and(early)).isEqualTo(early);
        assertThat(late.and(paused)).isEqualTo(paused);
    }

    @Test
    void a_paused_policy_is_told_and_what_it_said_is_marked() {
        var paused = Fleets.differing("payments", "ledger", "acme-ledger");
        paused.policy().getMetadata().setAnnotations(Map.of("bucketwarden.io/paused", "true"));
        var view = View.of(Fleets.working(List.of(paused)), new Sight.Everything());

        assertThat(view.checked(view.buckets().getFirst()).state()).isEqualTo(Checked.State.PAUSED);
        assertThat(view.troubled()).containsExactly(paused);
        assertThat(new Warnings(view).all()).anyMatch(one -> one.contains("paused"));
    }

    @Test
    void a_bucket_of_which_nothing_was_said_yet_is_not_known() {
        var told = Fleets.told("""
            kind: S3BucketPolicy
            metadata: {name: new, namespace: payments, generation: 1}
            spec: {bucketName: acme-new, posture: {versioning: {status: Enabled}}}
            """);
        var view = View.of(Fleets.working(List.of(told)), new Sight.Everything());

        assertThat(view.buckets()).singleElement().satisfies(bucket -> {
            assertThat(bucket.state()).isEqualTo(BucketState.Unknown);
            assertThat(view.checked(bucket).state()).isEqualTo(Checked.State.NEVER);
        });
        assertThat(view.states().verdict()).isEqualTo("The bucket could not be judged in full");
    }

    @Test
    void namespaces_that_were_not_asked_about_are_told() {
        var view = View.of(Fleets.some(), new Sight.Only(Set.of("payments"), 7));

        assertThat(new Warnings(view).all()).anyMatch(one -> one.startsWith("Not all namespaces could be asked about"));
    }

    private static PolicyInsight looked(Map<String, Instant> lookedAt) {
        var told = Fleets.differing("payments", "one", "acme-1");
        return new PolicyInsight(told.policy(), told.interval(), false, lookedAt);
    }

    private static List<String> warnings(PolicyInsight told) {
        return new Warnings(View.of(Fleets.working(List.of(told)), new Sight.Everything())).all();
    }

    static Asked asked(String name, String value) {
        return new Asked(Map.of(name, value));
    }
}
