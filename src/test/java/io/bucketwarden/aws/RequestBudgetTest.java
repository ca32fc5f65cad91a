package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;

class RequestBudgetTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(5 * SECOND);
    private final AtomicLong waited = new AtomicLong();
    private final RequestBudget budget = new RequestBudget(10, now::get, this::park);

    @Test
    void a_burst_of_a_second_passes_at_once_and_the_rest_at_the_rate() {
        for (int request = 0; request < 11; request++) {
            budget.take();
        }
        assertThat(waited).hasValue(0);

        for (int request = 0; request < 20; request++) {
            budget.take();
        }
        assertThat(waited).hasValue(2 * SECOND);
    }

    @Test
    void a_pause_saves_up_no_more_than_one_burst() {
        now.addAndGet(100 * SECOND);

        for (int request = 0; request < 31; request++) {
            budget.take();
        }

        assertThat(waited).hasValue(2 * SECOND);
    }

    @Test
    void who_is_interrupted_stops_waiting_and_stays_interrupted() {
        for (int request = 0; request < 11; request++) {
            budget.take();
        }
        Thread.currentThread().interrupt();

        assertThatThrownBy(budget::take).isInstanceOf(AbortedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(waited).hasValue(0);
    }

    @Test
    void what_is_spent_without_waiting_is_waited_for_by_the_next() {
        for (int request = 0; request < 16; request++) {
            budget.spend();
        }
        assertThat(waited).hasValue(0);

        budget.take();
        assertThat(waited).hasValue(SECOND * 6 / 10);
    }

    private void park(long nanos) {
        now.addAndGet(nanos);
        waited.addAndGet(nanos);
    }
}
