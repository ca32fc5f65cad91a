package io.bucketwarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-30T08:00:00Z"));
    private final Allowance allowance = new Allowance(3, 2, now::get);

    @Test
    void so_many_at_once_and_then_so_many_a_second() {
        assertThat(taken()).isEqualTo(3);

        now.updateAndGet(time -> time.plusMillis(499));
        assertThat(taken()).isZero();
        now.updateAndGet(time -> time.plusMillis(501));
        assertThat(taken()).isEqualTo(2);
        now.updateAndGet(time -> time.plusSeconds(3_600));
        assertThat(taken()).isEqualTo(3);
    }

    @Test
    void a_clock_that_is_set_back_takes_nothing_away() {
        now.updateAndGet(time -> time.minusSeconds(3_600));

        assertThat(taken()).isEqualTo(3);
        now.updateAndGet(time -> time.plusSeconds(1));
        assertThat(taken()).isEqualTo(2);
    }

    private int taken() {
        var taken = 0;
        while (allowance.take()) {
            taken++;
        }
        return taken;
    }
}
