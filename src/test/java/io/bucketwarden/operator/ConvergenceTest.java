package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Reason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConvergenceTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private final Convergence convergence = new Convergence();

    @Test
    void three_writes_that_do_not_hold_are_enough() {
        for (int write = 0; write < 3; write++) {
            assertThat(convergence.drifted("versioning", START)).isEmpty();
            convergence.wrote("versioning", START);
        }

        assertThat(convergence.drifted("versioning", START)).contains(Reason.NotConverging);
        assertThat(convergence.drifted("encryption", START)).isEmpty();
    }

    @Test
    void a_write_that_held_starts_the_count_anew() {
        convergence.wrote("versioning", START);
        convergence.wrote("versioning", START);
        convergence.compliant("versioning");
        convergence.wrote("versioning", START);

        assertThat(convergence.drifted("versioning", START)).isEmpty();
        assertThat(convergence.unverified()).isEqualTo(1);
    }

    @Test
    void the_fifth_revert_within_an_hour_is_contention() {
        for (int revert = 1; revert < Convergence.REVERTS_TO_STAND; revert++) {
            writeThatHolds(START.plusSeconds(revert));
            assertThat(convergence.drifted("versioning", START.plusSeconds(revert)))
                    .isEmpty();
        }
        writeThatHolds(START.plusSeconds(60));

        assertThat(convergence.drifted("versioning", START.plusSeconds(61))).contains(Reason.Contended);
    }

    @Test
    void reverts_far_apart_are_no_contention() {
        var now = START;
        for (int revert = 0; revert < 10; revert++) {
            now = now.plus(Duration.ofMinutes(20));
            writeThatHolds(now);
            assertThat(convergence.drifted("versioning", now.plusSeconds(1))).isEmpty();
        }
    }

    @Test
    void after_half_an_hour_one_more_try_is_made() {
        for (int write = 0; write < 3; write++) {
            convergence.wrote("versioning", START);
        }

        var later = START.plus(Convergence.TRY_AGAIN_AFTER).plusSeconds(1);
        assertThat(convergence.drifted("versioning", later)).isEmpty();
        convergence.wrote("versioning", later);
        assertThat(convergence.drifted("versioning", later)).contains(Reason.NotConverging);
    }

    @Test
    void a_request_gives_every_facet_another_try() {
        for (int write = 0; write < 3; write++) {
            convergence.wrote("versioning", START);
        }

        convergence.forget();

        assertThat(convergence.drifted("versioning", START)).isEmpty();
    }

    private void writeThatHolds(Instant at) {
        convergence.wrote("versioning", at);
        convergence.compliant("versioning");
    }
}
