package io.bucketwarden.operator.changes;

import static io.bucketwarden.operator.History.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.ExposureWindow;
import io.bucketwarden.api.ExposureWindow.ClosedBy;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.events.ChangeEvent;
import io.bucketwarden.operator.History;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExposureWindowsTest {

    private final History history = new History();

    @Test
    void a_window_lasts_from_the_event_that_opened_the_bucket_to_the_look_that_finds_it_closed_by_us() {
        history.finds(0, FacetState.Compliant, false);
        var open = history.finds(9, FacetState.Remediated, true, at(7, "alice", "PutBucketAcl"));

        var closed = history.finds(14, FacetState.Compliant, false);

        assertThat(open.exposureWindows())
                .containsExactly(new ExposureWindow(
                        stamp(7),
                        "arn:aws:iam::123456789012:user/alice",
                        "PutBucketAcl",
                        "PutBucketAcl-alice-2026-11-24T08:00:07Z",
                        stamp(9),
                        null,
                        null));
        assertThat(closed.exposureWindows())
                .containsExactly(open.exposureWindows().getFirst().closed(stamp(14), ClosedBy.Bucketwarden));
        assertThat(ExposureWindows.newlyOpen(open, closed)).isEmpty();
        assertThat(ExposureWindows.newlyClosed(open, closed)).hasValueSatisfying(window -> {
            assertThat(window.byEvent()).isTrue();
            assertThat(window.lasted()).isEqualTo(Duration.ofSeconds(7));
        });
        assertThat(ExposureWindows.newlyClosed(closed, closed)).isEmpty();
    }

    @Test
    void without_an_event_a_window_counts_from_the_look_that_found_it() {
        var open = history.finds(9, FacetState.Remediated, true);

        var closed = history.finds(14, FacetState.Compliant, false);

        assertThat(ExposureWindows.newlyOpen(null, open)).isPresent();
        assertThat(ExposureWindows.newlyClosed(open, closed)).hasValueSatisfying(window -> {
            assertThat(window.byEvent()).isFalse();
            assertThat(window.lasted()).isEqualTo(Duration.ofSeconds(5));
        });
    }

    @Test
    void what_we_did_not_write_was_closed_by_somebody_else() {
        history.finds(9, FacetState.Drifted, true);

        var closed = history.finds(14, FacetState.Drifted, false);

        assertThat(closed.exposureWindows()).singleElement().satisfies(window -> {
            assertThat(window.closedBy()).isEqualTo(ClosedBy.SomebodyElse);
            assertThat(window.closedAt()).isEqualTo(stamp(14));
        });
    }

    @Test
    void a_bucket_that_cannot_be_read_neither_opens_nor_closes() {
        var open = history.finds(9, FacetState.Remediated, true);

        assertThat(history.findsNothing(14).exposureWindows()).isEqualTo(open.exposureWindows());
        assertThat(history.finds(20, FacetState.Unknown, false).exposureWindows())
                .isEqualTo(open.exposureWindows());
        assertThat(history.findsInPart(25, FacetState.Remediated).exposureWindows())
                .as("there may be another way in, in the part that was not read")
                .isEqualTo(open.exposureWindows());

        assertThat(history.finds(30, FacetState.Compliant, false).exposureWindows())
                .singleElement()
                .satisfies(window -> assertThat(window.closedBy()).isEqualTo(ClosedBy.Bucketwarden));
        assertThat(new History().finds(0, FacetState.Unknown, true).exposureWindows())
                .isEmpty();
    }

    @Test
    void whoever_exempts_an_open_bucket_ends_its_window_and_closes_nothing() {
        var open = history.finds(9, FacetState.Drifted, true);

        var exempt = history.finds(14, FacetState.Exempt, true, at(13, "bob", "PutBucketTagging"));

        assertThat(exempt.exposureWindows())
                .containsExactly(open.exposureWindows().getFirst().closed(stamp(14), ClosedBy.Exempted));
        assertThat(ExposureWindows.newlyClosed(open, exempt)).isEmpty();
        assertThat(history.finds(20, FacetState.Drifted, true, at(19, "bob", "DeleteBucketTagging"))
                        .exposureWindows())
                .as("tags open no bucket")
                .first()
                .isEqualTo(new ExposureWindow(null, null, null, null, stamp(20), null, null));
    }

    @ParameterizedTest(name = "{0} seconds after it was found")
    @CsvSource({"-3, true", "5, true", "6, false", "-86400, true", "-86401, false"})
    void an_event_that_comes_late_fills_in_who_opened_the_bucket(int seconds, boolean explains) {
        history.finds(0, FacetState.Drifted, true);

        var said = history.finds(60, FacetState.Drifted, true, at(seconds, "alice", "PutBucketPolicy"));

        assertThat(said.exposureWindows()).singleElement().satisfies(window -> {
            assertThat(window.openedAt()).isEqualTo(explains ? stamp(seconds) : null);
            assertThat(window.foundAt()).isEqualTo(stamp(0));
        });
    }

    @Test
    void who_changes_an_open_bucket_further_did_not_open_it() {
        history.finds(9, FacetState.Drifted, true, at(8, "alice", "PutBucketAcl"));

        var said = history.finds(20, FacetState.Drifted, true, at(11, "bob", "PutBucketPolicy"));

        assertThat(said.exposureWindows().getFirst().openedByEvent()).isEqualTo("PutBucketAcl");
    }

    @Test
    void a_change_from_before_it_was_closed_did_not_open_it_again() {
        history.finds(0, FacetState.Remediated, true);
        history.finds(30, FacetState.Compliant, false);

        var again = history.finds(40, FacetState.Remediated, true, at(-1, "alice", "PutBucketAcl"));

        assertThat(again.exposureWindows()).hasSize(2);
        assertThat(again.exposureWindows().getFirst().openedAt()).isNull();
    }

    @Test
    void a_change_that_was_heard_of_in_a_gap_opened_what_is_found_open_after_it() {
        history.finds(0, FacetState.Compliant, false);
        history.findsNothing(9, at(8, "alice", "PutBucketAcl"));

        var said = history.finds(20, FacetState.Remediated, true);

        assertThat(said.exposureWindows().getFirst().openedAt()).isEqualTo(stamp(8));
    }

    @Test
    void the_newest_ten_are_listed_and_survive_a_restart() {
        BucketStatus said = history.finds(0, FacetState.Compliant, false);
        for (int minute = 0; minute < 12; minute++) {
            history.finds(60 * minute, FacetState.Remediated, true);
            said = history.finds(60 * minute + 5, FacetState.Compliant, false);
        }

        assertThat(said.exposureWindows()).hasSize(10);
        assertThat(said.exposureWindows().getFirst().foundAt()).isEqualTo(stamp(660));
        assertThat(new History(said).finds(800, FacetState.Compliant, false)).isEqualTo(said);
    }

    @ParameterizedTest
    @EnumSource(
            value = FacetState.class,
            names = {"Drifted", "Remediated", "ActionRequired", "Compensated", "Failed", "Contended"})
    void a_bucket_that_stays_open_has_one_window(FacetState state) {
        var open = history.finds(0, FacetState.Remediated, true);

        var still = history.finds(9, state, true);

        assertThat(still.exposureWindows()).isEqualTo(open.exposureWindows());
        assertThat(ExposureWindows.newlyOpen(open, still)).isEmpty();
    }

    @Test
    void a_policy_that_does_not_govern_public_access_tells_of_no_window() {
        assertThat(history.finds(0, "versioning", FacetState.Drifted, "Suspended")
                        .exposureWindows())
                .isEmpty();
    }

    private static ChangeEvent at(int seconds, String user, String name) {
        return SomeChanges.by(user, name, START.plusSeconds(seconds));
    }

    private static String stamp(int seconds) {
        return START.plusSeconds(seconds).toString();
    }
}
