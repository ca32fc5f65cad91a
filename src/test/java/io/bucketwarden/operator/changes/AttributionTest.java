package io.bucketwarden.operator.changes;

import static io.bucketwarden.operator.History.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.ChangedBy;
import io.bucketwarden.events.ChangeEvent;
import io.bucketwarden.operator.History;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributionTest {

    private final History history = new History();

    @Test
    void without_events_nothing_is_said_of_anybody() {
        var said = history.finds(0, "versioning", FacetState.Drifted, "Suspended");

        assertThat(said.lastChanges()).isEmpty();
        assertThat(said.facet("versioning").orElseThrow().changedBy()).isNull();
    }

    @Test
    void a_drift_is_told_with_who_caused_it_in_full() {
        history.finds(0, "versioning", FacetState.Compliant, "");

        var said =
                history.finds(9, "versioning", FacetState.Drifted, "Suspended", at(8, "alice", "PutBucketVersioning"));

        var change = new ChangedBy(
                "arn:aws:iam::123456789012:user/alice",
                "203.0.113.7",
                "aws-cli/2.31",
                "PutBucketVersioning",
                "PutBucketVersioning-alice-2026-11-24T08:00:08Z",
                "2026-11-24T08:00:08Z");
        assertThat(said.facet("versioning").orElseThrow().changedBy()).isEqualTo(change);
        assertThat(said.lastChanges()).containsExactly(change);
    }

    @Test
    void who_touched_something_else_did_not_cause_it() {
        history.finds(0, "versioning", FacetState.Compliant, "");

        var said = history.finds(9, "versioning", FacetState.Drifted, "Suspended", at(8, "alice", "PutBucketAcl"));

        assertThat(who(said)).isNull();
        assertThat(said.lastChanges()).hasSize(1);
    }

    @Test
    void a_sure_cause_goes_before_a_newer_possible_one() {
        var said = history.finds(
                9,
                "versioning",
                FacetState.Drifted,
                "Suspended",
                at(7, "alice", "PutBucketVersioning"),
                at(8, "bob", "PutBucketWebsite"));

        assertThat(who(said)).isEqualTo("alice");
    }

    @Test
    void a_cause_is_kept_while_the_drift_lasts_and_goes_with_it() {
        history.finds(9, "versioning", FacetState.Drifted, "Suspended", at(8, "alice", "PutBucketVersioning"));

        assertThat(who(history.finds(20, "versioning", FacetState.Failed, "Suspended")))
                .isEqualTo("alice");
        assertThat(who(history.finds(
                        30, "versioning", FacetState.Failed, "Suspended", at(29, "bob", "PutBucketVersioning"))))
                .as("a change that changed nothing")
                .isEqualTo("alice");

        history.finds(40, "versioning", FacetState.Compliant, "");
        assertThat(who(history.finds(50, "versioning", FacetState.Drifted, "Suspended")))
                .isNull();
    }

    @Test
    void another_drift_has_another_cause() {
        history.finds(9, "versioning", FacetState.Drifted, "Suspended", at(8, "alice", "PutBucketVersioning"));

        var said = history.finds(20, "versioning", FacetState.Drifted, "Off", at(19, "bob", "PutBucketVersioning"));

        assertThat(who(said)).isEqualTo("bob");
    }

    @Test
    void a_change_from_before_the_known_cause_explains_nothing_more() {
        history.finds(9, "versioning", FacetState.Drifted, "Suspended", at(8, "alice", "PutBucketVersioning"));

        var said = history.finds(20, "versioning", FacetState.Drifted, "Off", at(2, "bob", "PutBucketVersioning"));

        assertThat(who(said)).isEqualTo("alice");
    }

    @Test
    void whoever_undoes_a_write_before_it_was_verified_is_the_new_cause() {
        history.finds(9, "versioning", FacetState.Remediated, "Suspended", at(8, "alice", "PutBucketVersioning"));

        var said = history.finds(
                11, "versioning", FacetState.Remediated, "Suspended", at(10, "bob", "PutBucketVersioning"));

        assertThat(who(said)).isEqualTo("bob");
    }

    @ParameterizedTest(name = "{0} seconds after the drift was found")
    @CsvSource({"-3, true", "5, true", "6, false", "-86400, true", "-86401, false"})
    void an_event_that_comes_late_explains_a_drift_that_was_found_before(int seconds, boolean explains) {
        history.finds(0, "versioning", FacetState.Drifted, "Suspended");

        var said = history.finds(
                60, "versioning", FacetState.Drifted, "Suspended", at(seconds, "alice", "PutBucketVersioning"));

        assertThat(who(said)).isEqualTo(explains ? "alice" : null);
    }

    @Test
    void tags_explain_only_a_drift_that_is_new() {
        history.finds(0, "publicAccess", FacetState.Exempt, "open");
        var now = history.finds(9, "publicAccess", FacetState.Drifted, "open", at(8, "alice", "DeleteBucketTagging"));

        history.finds(20, "publicAccess", FacetState.Compliant, "");
        history.finds(30, "publicAccess", FacetState.Drifted, "open");
        var late = history.finds(40, "publicAccess", FacetState.Drifted, "open", at(29, "bob", "PutBucketTagging"));

        assertThat(who(now, "publicAccess")).isEqualTo("alice");
        assertThat(who(late, "publicAccess")).isNull();
    }

    @Test
    void what_was_heard_of_while_a_bucket_could_not_be_read_explains_what_is_found_afterwards() {
        history.finds(0, "versioning", FacetState.Compliant, "");

        var unread = history.findsNothing(9, at(8, "alice", "PutBucketVersioning"));
        var still = history.findsNothing(20);
        var read = history.finds(30, "versioning", FacetState.Drifted, "Suspended");

        assertThat(unread.lastChanges()).hasSize(1).isEqualTo(still.lastChanges());
        assertThat(who(still)).isEqualTo("alice");
        assertThat(who(read)).isEqualTo("alice");
    }

    @Test
    void a_gap_leaves_the_cause_of_what_was_known_before() {
        history.finds(9, "versioning", FacetState.Drifted, "Suspended", at(8, "alice", "PutBucketVersioning"));
        history.findsNothing(20);

        assertThat(who(history.finds(30, "versioning", FacetState.Drifted, "Suspended")))
                .isEqualTo("alice");
    }

    @Test
    void the_newest_five_changes_are_listed_each_once() {
        var events = IntStream.range(0, 7)
                .mapToObj(n -> at(n, "alice", "PutBucketVersioning"))
                .toArray(ChangeEvent[]::new);
        history.finds(9, "versioning", FacetState.Compliant, "", events);

        var said = history.finds(
                20, "versioning", FacetState.Compliant, "", at(5, "bob", "PutBucketAcl"), events[6], events[5]);

        assertThat(said.lastChanges())
                .extracting(ChangedBy::time)
                .containsExactly(
                        "2026-11-24T08:00:06Z",
                        "2026-11-24T08:00:05Z",
                        "2026-11-24T08:00:05Z",
                        "2026-11-24T08:00:04Z",
                        "2026-11-24T08:00:03Z");
    }

    @Test
    void a_look_that_hears_of_nothing_new_says_the_same() {
        var first = history.finds(
                9,
                "versioning",
                FacetState.Contended,
                "Suspended",
                at(8, "alice", "PutBucketVersioning"),
                at(8, "bob", "PutBucketAcl"));

        assertThat(history.finds(20, "versioning", FacetState.Contended, "Suspended"))
                .isEqualTo(first);
        assertThat(new History(first).finds(30, "versioning", FacetState.Contended, "Suspended"))
                .as("after a restart")
                .isEqualTo(first);
    }

    @Test
    void what_is_told_of_times_to_come_did_not_happen() {
        var said = history.finds(
                0, "versioning", FacetState.Drifted, "Suspended", at(16 * 60, "alice", "PutBucketVersioning"));

        assertThat(said.lastChanges()).isEmpty();
    }

    @Test
    void whoever_keeps_reverting_is_named() {
        var said = history.finds(
                9, "versioning", FacetState.Contended, "Suspended", at(8, "alice", "PutBucketVersioning"));

        assertThat(said.facet("versioning").orElseThrow().message())
                .isEqualTo("As it is. Last changed by arn:aws:iam::123456789012:user/alice (PutBucketVersioning) at"
                        + " 2026-11-24T08:00:08Z.");
    }

    @Test
    void texts_of_callers_are_bounded_and_without_control_characters() {
        var actor = new ChangeEvent.Actor("a\nb", null, null, "x".repeat(126) + "\uD83E\uDEA3tail");
        var event = new ChangeEvent("id", "PutBucketAcl", START, null, null, "acme-invoices", null, actor, null, null);

        var told = NewChanges.told(event);

        assertThat(told.principal()).isEqualTo("a b");
        assertThat(told.userAgent()).isEqualTo("x".repeat(126) + "…");
    }

    private static ChangeEvent at(int seconds, String user, String name) {
        return SomeChanges.by(user, name, START.plus(Duration.ofSeconds(seconds)));
    }

    private static @Nullable String who(BucketStatus said) {
        return who(said, "versioning");
    }

    private static @Nullable String who(BucketStatus said, String facet) {
        var change = said.facet(facet).orElseThrow().changedBy();
        return change == null || change.principal() == null
                ? null
                : List.of(change.principal().split("/")).getLast();
    }
}
