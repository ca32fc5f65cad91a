package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FullCheckTest {

    private static final long START = Long.MAX_VALUE - 10;
    private static final Next INTERVAL = new Next(Duration.ofMinutes(10), false, true);
    private static final Next VERIFY = new Next(Duration.ofMillis(200), true, false);

    private final FullCheck check = new FullCheck();

    @Test
    void a_full_check_is_due_an_interval_after_the_last_one() {
        assertThat(check.after(true, INTERVAL, START)).isEqualTo(INTERVAL);
        assertThat(check.after(true, INTERVAL, at(11))).isEqualTo(INTERVAL);
    }

    @Test
    void looks_at_changes_do_not_put_it_off() {
        check.after(true, INTERVAL, START);

        var next = check.after(false, INTERVAL, at(4));

        assertThat(next).isEqualTo(new Next(Duration.ofMinutes(6), false, true));
        assertThat(check.after(false, INTERVAL, at(9)).delay()).hasMinutes(1);
    }

    @Test
    void a_write_is_verified_before_it_and_an_overdue_one_comes_at_once() {
        check.after(true, INTERVAL, START);

        assertThat(check.after(false, VERIFY, at(4))).isEqualTo(VERIFY);
        assertThat(check.after(false, VERIFY, at(12))).isEqualTo(new Next(Duration.ZERO, true, true));
    }

    @Test
    void a_full_check_that_wrote_is_followed_by_a_verification_and_then_by_the_interval() {
        check.after(true, INTERVAL, START);

        assertThat(check.after(true, VERIFY, at(10))).isEqualTo(VERIFY);
        assertThat(check.after(false, INTERVAL, at(10))).isEqualTo(INTERVAL);
    }

    @Test
    void it_can_be_hastened_and_never_delayed() {
        check.after(true, INTERVAL, START);

        assertThat(check.hasten(Duration.ofMinutes(20), START, false)).isFalse();
        assertThat(check.hasten(Duration.ofMinutes(2), START, false)).isTrue();
        assertThat(check.after(false, INTERVAL, at(1)).delay()).hasMinutes(1);
    }

    @Test
    void what_was_hastened_during_a_look_comes_as_soon_after_it_whatever_that_look_wants() {
        check.after(true, INTERVAL, START);
        check.hasten(Duration.ofMinutes(3), at(2), true);

        assertThat(check.after(true, INTERVAL, at(3))).isEqualTo(new Next(Duration.ofMinutes(2), false, true));
        assertThat(check.after(false, INTERVAL, at(4)).delay()).hasMinutes(1);
        assertThat(check.after(true, INTERVAL, at(5))).as("it has come").isEqualTo(INTERVAL);
    }

    @Test
    void a_first_look_that_is_hastened_while_a_write_is_verified_is_too() {
        check.after(true, VERIFY, START);
        check.hasten(Duration.ofMinutes(1), at(0), true);

        assertThat(check.after(false, INTERVAL, at(0)).delay()).hasMinutes(1);
    }

    private static long at(int minutes) {
        return START + Duration.ofMinutes(minutes).toNanos();
    }
}
