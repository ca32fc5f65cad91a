package io.bucketwarden.operator;

import static io.bucketwarden.operator.History.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.events.ChangeEvent;
import io.bucketwarden.operator.Transition.Kind;
import io.bucketwarden.operator.changes.SomeChanges;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningsTest {

    private final History history = new History();

    @Test
    void each_change_is_told_once_the_oldest_first() {
        var first = history.finds(9, FacetState.Drifted, false, at(7, "alice", "PutBucketAcl"));
        var known = history.known();
        var next = history.finds(
                20, FacetState.Drifted, false, at(18, "bob", "PutBucketPolicy"), at(19, "eve", "PutBucketTagging"));

        assertThat(News.of(null, first))
                .filteredOn(told -> told.kind() == Kind.BucketChanged)
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.message())
                            .isEqualTo("acme-invoices: PutBucketAcl by arn:aws:iam::123456789012:user/alice from"
                                    + " 203.0.113.7 at 2026-11-24T08:00:07Z");
                    assertThat(told.subject())
                            .isEqualTo(new Transition.Subject(
                                    "acme-invoices", first.lastChanges().getFirst()));
                });
        assertThat(messages(News.of(known, next), Kind.BucketChanged))
                .hasSize(2)
                .first()
                .asString()
                .contains("bob");
        assertThat(News.of(next, next)).isEmpty();
    }

    @Test
    void a_change_is_told_once_also_of_a_bucket_that_cannot_be_read() {
        history.finds(0, FacetState.Compliant, false);
        var known = history.known();
        var unread = history.findsNothing(9, at(8, "alice", "PutBucketAcl"));
        var knownThen = history.known();
        var still = history.findsNothing(20);

        assertThat(messages(News.of(known, unread), Kind.BucketChanged)).hasSize(1);
        assertThat(News.of(knownThen, still)).isEmpty();
    }

    @Test
    void an_opening_is_told_with_who_did_it() {
        var open = history.finds(9, FacetState.Remediated, true, at(7, "alice", "PutBucketAcl"));

        assertThat(messages(News.of(null, open), Kind.PublicExposureFound))
                .containsExactly(
                        "acme-invoices is open to the public, opened by"
                                + " arn:aws:iam::123456789012:user/alice from 203.0.113.7 at 2026-11-24T08:00:07Z (PutBucketAcl)");
    }

    @Test
    void an_opening_that_no_event_told_of_is_told_with_when_it_was_found() {
        var open = history.finds(9, FacetState.Drifted, true);

        assertThat(messages(News.of(null, open), Kind.PublicExposureFound))
                .containsExactly(
                        "acme-invoices is open to the public, found so at 2026-11-24T08:00:09Z; no event has told"
                                + " who opened it");
    }

    @Test
    void a_closing_is_told_with_how_long_it_was_open_and_who_opened_it() {
        var open = history.finds(9, FacetState.Remediated, true, at(7, "alice", "PutBucketAcl"));

        var closed = history.finds(14, FacetState.Compliant, false);

        assertThat(messages(News.of(open, closed), Kind.PublicExposureClosed))
                .containsExactly(
                        "acme-invoices is no longer open to the public: closed by Bucketwarden 7 seconds after it"
                                + " was opened by arn:aws:iam::123456789012:user/alice from 203.0.113.7 at 2026-11-24T08:00:07Z"
                                + " (PutBucketAcl)");
    }

    @Test
    void what_somebody_else_closed_is_told_as_well() {
        var open = history.finds(9, FacetState.Drifted, true);

        var closed = history.finds(14, FacetState.Drifted, false);

        assertThat(News.of(open, closed)).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.PublicExposureClosed);
            assertThat(told.message())
                    .isEqualTo(
                            "acme-invoices is no longer open to the public: closed by somebody else 5 seconds after it"
                                    + " was found open; no event has told who opened it");
        });
    }

    @Test
    void only_what_was_open_in_fact_is_told_as_closed() {
        var blockOff = history.finds(9, FacetState.Remediated, false);

        var blockOn = history.finds(14, FacetState.Compliant, false);

        assertThat(News.of(blockOff, blockOn)).extracting(Transition::kind).containsExactly(Kind.DriftRemediated);
    }

    @Test
    void that_others_use_the_role_of_the_operator_is_told_with_what_they_did() {
        var told = News.roleUsedByOthers(at(7, "alice", "PutBucketAcl"));

        assertThat(told.kind()).isEqualTo(Kind.OperatorRoleUsedByOthers);
        assertThat(told.message())
                .startsWith("PutBucketAcl of acme-invoices was made with the operator's role")
                .contains("alice from 203.0.113.7 at 2026-11-24T08:00:07Z");
    }

    private static List<String> messages(List<Transition> transitions, Kind kind) {
        return transitions.stream()
                .filter(told -> told.kind() == kind)
                .map(Transition::message)
                .toList();
    }

    private static ChangeEvent at(int seconds, String user, String name) {
        return SomeChanges.by(user, name, START.plusSeconds(seconds));
    }
}
