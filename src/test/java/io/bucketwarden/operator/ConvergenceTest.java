package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.facet.Facets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConvergenceTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private static final Facet<?, ?> VERSIONING = facet("versioning");
    private static final Facet<?, ?> ENCRYPTION = facet("encryption");
    private static final Facet<?, ?> OWNERSHIP = facet("objectOwnership");
    private static final Facet<?, ?> PUBLIC_ACCESS = facet("publicAccess");

    private final Convergence convergence = new Convergence(Duration.ZERO);

    @Test
    void three_writes_that_do_not_hold_are_enough() {
        for (int write = 0; write < 3; write++) {
            assertThat(convergence.drifted(VERSIONING, START)).isEmpty();
            convergence.wrote("versioning", START);
        }

        assertThat(convergence.drifted(VERSIONING, START)).contains(Halt.NOT_CONVERGING);
        assertThat(convergence.drifted(ENCRYPTION, START)).isEmpty();
    }

    @Test
    void a_write_that_held_starts_the_count_anew() {
        convergence.wrote("versioning", START);
        convergence.wrote("versioning", START);
        convergence.held("versioning");
        convergence.wrote("versioning", START);

        assertThat(convergence.drifted(VERSIONING, START)).isEmpty();
        assertThat(convergence.unverified()).isEqualTo(1);
    }

    @Test
    void the_fifth_revert_within_an_hour_is_contention() {
        for (int revert = 1; revert < Convergence.REVERTS_TO_STAND; revert++) {
            writeThatHolds(START.plusSeconds(revert));
            assertThat(convergence.drifted(VERSIONING, START.plusSeconds(revert)))
                    .isEmpty();
        }
        writeThatHolds(START.plusSeconds(60));

        assertThat(convergence.drifted(VERSIONING, START.plusSeconds(61))).contains(Halt.CONTENDED);
    }

    @Test
    void reverts_far_apart_are_no_contention() {
        var now = START;
        for (int revert = 0; revert < 10; revert++) {
            now = now.plus(Duration.ofMinutes(20));
            writeThatHolds(now);
            assertThat(convergence.drifted(VERSIONING, now.plusSeconds(1))).isEmpty();
        }
    }

    @Test
    void where_checks_are_rare_reverts_count_over_as_many_checks() {
        convergence.checkedEvery(Duration.ofHours(6));
        var now = START;
        for (int revert = 1; revert < Convergence.REVERTS_TO_STAND; revert++) {
            writeThatHolds(now);
            now = now.plus(Duration.ofHours(6));
            assertThat(convergence.drifted(VERSIONING, now)).isEmpty();
        }
        writeThatHolds(now);

        assertThat(convergence.drifted(VERSIONING, now.plus(Duration.ofHours(6))))
                .contains(Halt.CONTENDED);
        assertThat(convergence.drifted(VERSIONING, now.plus(Duration.ofHours(19))))
                .isEmpty();
    }

    @Test
    void a_bucket_that_is_opened_again_and_again_is_closed_again_and_again() {
        for (int revert = 1; revert < 3 * Convergence.REVERTS_TO_STAND; revert++) {
            convergence.wrote("publicAccess", START.plusSeconds(revert));
            convergence.held("publicAccess");
            assertThat(convergence.drifted(PUBLIC_ACCESS, START.plusSeconds(revert)))
                    .isEmpty();
        }
    }

    @Test
    void after_half_an_hour_one_more_try_is_made() {
        for (int write = 0; write < 3; write++) {
            convergence.wrote("versioning", START);
        }

        var later = START.plus(Convergence.TRY_AGAIN_AFTER).plusSeconds(1);
        assertThat(convergence.drifted(VERSIONING, later)).isEmpty();
        convergence.wrote("versioning", later);
        assertThat(convergence.drifted(VERSIONING, later)).contains(Halt.NOT_CONVERGING);
    }

    @Test
    void a_bucket_that_is_opened_again_at_once_is_closed_again_a_minute_later() {
        for (int write = 0; write < 3; write++) {
            assertThat(convergence.drifted(PUBLIC_ACCESS, START)).isEmpty();
            convergence.wrote("publicAccess", START);
        }

        assertThat(convergence.drifted(PUBLIC_ACCESS, START.plusSeconds(1))).contains(Halt.NOT_CONVERGING);
        assertThat(convergence.insists()).isTrue();
        assertThat(convergence.drifted(PUBLIC_ACCESS, START.plusSeconds(61))).isEmpty();
    }

    @Test
    void a_write_holds_where_something_else_differs_by_now() {
        for (int opening = 0; opening < 9; opening++) {
            var call = opening % 2 == 0 ? "s3:PutBucketPublicAccessBlock" : "s3:PutBucketAcl";
            convergence.takes("publicAccess", Set.of(call));
            assertThat(convergence.drifted(PUBLIC_ACCESS, START)).isEmpty();
            convergence.wrote("publicAccess", START);
        }

        assertThat(convergence.unverified()).isEqualTo(1);
    }

    @Test
    void a_write_does_not_hold_where_some_of_it_still_differs() {
        convergence.takes("publicAccess", Set.of("s3:PutBucketPublicAccessBlock", "s3:PutBucketAcl"));
        convergence.wrote("publicAccess", START);

        convergence.takes("publicAccess", Set.of("s3:PutBucketAcl"));

        assertThat(convergence.unverified()).isEqualTo(1);
    }

    @Test
    void what_is_only_wanted_meanwhile_was_not_written() {
        var patient = new Convergence(Duration.ofSeconds(5));
        patient.takes("publicAccess", Set.of("s3:PutBucketPublicAccessBlock"));
        patient.wrote("publicAccess", START);
        patient.takes("publicAccess", Set.of("s3:PutBucketPublicAccessBlock", "s3:PutBucketAcl"));
        assertThat(patient.drifted(PUBLIC_ACCESS, START.plusSeconds(1))).contains(Halt.VERIFYING);

        patient.takes("publicAccess", Set.of("s3:PutBucketAcl"));

        assertThat(patient.drifted(PUBLIC_ACCESS, START.plusSeconds(2))).isEmpty();
        assertThat(patient.unverified()).isZero();
    }

    @Test
    void another_change_of_a_facet_that_yields_is_a_revert() {
        for (int revert = 0; revert < Convergence.REVERTS_TO_STAND; revert++) {
            var call = revert % 2 == 0 ? "s3:PutBucketOwnershipControls" : "s3:PutBucketAcl";
            convergence.takes("objectOwnership", Set.of(call));
            assertThat(convergence.drifted(OWNERSHIP, START)).isEmpty();
            convergence.wrote("objectOwnership", START);
        }

        convergence.takes("objectOwnership", Set.of("s3:PutBucketAcl"));
        assertThat(convergence.drifted(OWNERSHIP, START)).contains(Halt.CONTENDED);
    }

    @Test
    void a_facet_that_yields_does_not_hurry_the_next_look() {
        for (int write = 0; write < 3; write++) {
            convergence.wrote("versioning", START);
        }

        assertThat(convergence.drifted(VERSIONING, START.plusSeconds(61))).contains(Halt.NOT_CONVERGING);
        assertThat(convergence.insists()).isFalse();
    }

    @Test
    void a_request_gives_its_facet_another_try_and_no_other() {
        for (int write = 0; write < 3; write++) {
            convergence.wrote("versioning", START);
            convergence.wrote("encryption", START);
        }

        convergence.forget("versioning");

        assertThat(convergence.drifted(VERSIONING, START)).isEmpty();
        assertThat(convergence.drifted(ENCRYPTION, START)).contains(Halt.NOT_CONVERGING);
    }

    @Test
    void a_write_that_was_not_verified_is_not_repeated_before_its_time_which_doubles_with_each() {
        var patient = new Convergence(Duration.ofSeconds(5));
        patient.wrote("publicAccess", START);

        assertThat(patient.drifted(PUBLIC_ACCESS, START.plusMillis(200))).contains(Halt.VERIFYING);
        assertThat(patient.drifted(PUBLIC_ACCESS, START.plusMillis(4999))).contains(Halt.VERIFYING);
        assertThat(patient.drifted(PUBLIC_ACCESS, START.plusSeconds(5))).isEmpty();

        patient.wrote("publicAccess", START.plusSeconds(5));
        assertThat(patient.drifted(PUBLIC_ACCESS, START.plusSeconds(14))).contains(Halt.VERIFYING);
        assertThat(patient.drifted(PUBLIC_ACCESS, START.plusSeconds(15))).isEmpty();
    }

    @Test
    void what_was_seen_to_hold_and_is_reverted_is_written_again_at_once() {
        var patient = new Convergence(Duration.ofSeconds(5));
        patient.wrote("publicAccess", START);
        patient.held("publicAccess");

        assertThat(patient.drifted(PUBLIC_ACCESS, START.plusMillis(200))).isEmpty();
    }

    @Test
    void a_bucket_is_written_sixty_times_within_an_hour_whatever_becomes_of_it() {
        spend();

        assertThat(convergence.drifted(VERSIONING, START.plusSeconds(61))).contains(Halt.SPENT);
        assertThat(convergence.drifted(facet("logging"), START.plusSeconds(61)))
                .as("never written")
                .contains(Halt.SPENT);
        assertThat(convergence.insists()).isFalse();
        assertThat(convergence.drifted(VERSIONING, START.plus(Duration.ofMinutes(59))))
                .as("where writing has stopped for other reasons it would be tried again")
                .contains(Halt.SPENT);
        assertThat(convergence.drifted(
                        VERSIONING, START.plus(Duration.ofHours(1)).plusSeconds(61)))
                .isEmpty();
    }

    @Test
    void fewer_writes_are_no_reason_to_stop() {
        for (int write = 1; write < Halt.WRITES_WITHIN_AN_HOUR; write++) {
            convergence.refused("versioning", START.plusSeconds(write));
        }

        assertThat(convergence.drifted(VERSIONING, START.plusSeconds(61))).isEmpty();
    }

    @Test
    void closing_goes_on_once_a_minute_when_all_writes_are_spent() {
        spend();
        assertThat(convergence.drifted(PUBLIC_ACCESS, START.plusSeconds(61))).isEmpty();
        convergence.refused("publicAccess", START.plusSeconds(61));

        assertThat(convergence.drifted(PUBLIC_ACCESS, START.plusSeconds(120))).contains(Halt.SPENT);
        assertThat(convergence.insists()).isTrue();
        assertThat(convergence.drifted(PUBLIC_ACCESS, START.plusSeconds(122))).isEmpty();
    }

    @Test
    void a_request_gives_back_what_its_facet_has_spent() {
        spend();

        convergence.forget("versioning");

        assertThat(convergence.drifted(VERSIONING, START.plusSeconds(61))).isEmpty();
    }

    /** All writes of an hour, within a minute, half of them refused. */
    private void spend() {
        for (int write = 1; write <= Halt.WRITES_WITHIN_AN_HOUR; write += 2) {
            convergence.refused("versioning", START.plusSeconds(write));
            convergence.wrote("encryption", START.plusSeconds(write + 1));
            convergence.held("encryption");
        }
    }

    private void writeThatHolds(Instant at) {
        convergence.wrote("versioning", at);
        convergence.held("versioning");
    }

    private static Facet<?, ?> facet(String name) {
        return Facets.ALL.stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
