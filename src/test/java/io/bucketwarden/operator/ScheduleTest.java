package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.fleet.Problem;
import io.bucketwarden.operator.status.Finding;
import io.bucketwarden.operator.status.Look;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {

    private static final Duration FLOOR = Duration.ofMinutes(1);
    private static final Duration VERIFY = Duration.ofSeconds(5);

    @ParameterizedTest
    @CsvSource({"10m, PT10M", "90s, PT1M30S", "5s, PT1M", ", PT10M"})
    void the_next_check_comes_after_the_interval_and_not_before_the_floor(String interval, Duration expected) {
        assertThat(unjittered(checked(0, Reason.NoDrift), interval, 0)).isEqualTo(expected);
    }

    @Test
    void up_to_a_tenth_more_spreads_a_fleet_evenly_and_none_comes_early() {
        var random = new Random(7);
        var seconds = Stream.generate(() -> after(checked(0, Reason.NoDrift), "10m", 0, random))
                .limit(1_000)
                .mapToLong(Duration::toSeconds)
                .summaryStatistics();

        assertThat(seconds.getMin()).isBetween(600L, 603L);
        assertThat(seconds.getMax()).isBetween(657L, 660L);
        assertThat(seconds.getAverage()).isBetween(627.0, 633.0);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 10", "3, 20", "4, 40", "5, 80", "6, 160", "7, 320", "8, 320", "1000, 320"})
    void a_check_without_an_answer_is_repeated_ever_later_up_to_a_cap(int failures, long seconds) {
        assertThat(unjittered(checked(failures, Reason.CheckFailed), "1h", 0)).hasSeconds(seconds);
        assertThat(unjittered(unreachable(Reason.CheckFailed, failures), "1h", 0))
                .hasSeconds(seconds);
    }

    @Test
    void a_check_without_an_answer_is_repeated_at_the_interval_where_that_is_sooner() {
        assertThat(unjittered(checked(7, Reason.CheckFailed), "2m", 0)).hasMinutes(2);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 10", "3, 20", "4, 40", "9, 40"})
    void a_write_is_verified_soon_and_later_each_time_that_it_did_not_hold(int unverified, long seconds) {
        assertThat(unjittered(checked(0, Reason.Remediating), "10m", unverified))
                .hasSeconds(seconds);
    }

    @Test
    void a_write_is_looked_for_at_once_and_only_what_it_changed_is_read() {
        var next = new Schedule(FLOOR, VERIFY, new Random(1))
                .after(List.of(checked(0, Reason.Remediating)), Duration.ofMinutes(10), 1, true);

        assertThat(next).isEqualTo(new Next(Duration.ofMillis(200), true, false));
    }

    @Test
    void a_look_that_could_not_be_made_beside_a_write_is_made_up_for_in_full() {
        var looks = List.of(checked(0, Reason.Remediating), unreachable(Reason.CheckFailed, 1));

        var next = new Schedule(FLOOR, VERIFY, new Random(1)).after(looks, Duration.ofMinutes(10), 1, true);

        assertThat(next).isEqualTo(new Next(Duration.ofMillis(200), true, true));
    }

    static Stream<Look> slow() {
        return Stream.of(
                unreachable(Reason.BucketNotFound, 0),
                unreachable(Reason.AccessDenied, 0),
                checked(0, Reason.AccessDenied),
                checked(0, Reason.RemediationFailed),
                checked(0, Reason.Contended));
    }

    @ParameterizedTest
    @MethodSource("slow")
    void what_needs_a_person_is_looked_at_again_at_the_interval(Look look) {
        assertThat(unjittered(look, "10m", 0)).hasMinutes(10);
    }

    @Test
    void of_several_policies_the_one_that_failed_decides() {
        var looks = List.of(checked(0, Reason.NoDrift), checked(1, Reason.CheckFailed));

        assertThat(new Schedule(FLOOR, VERIFY, new Random(1))
                        .after(looks, Duration.ofMinutes(10), 0, false)
                        .delay())
                .isLessThan(Duration.ofSeconds(6));
    }

    private static Look unreachable(Reason reason, int failures) {
        return new Look("acme-invoices", List.of(), new Problem(reason, "no answer"), failures);
    }

    private static Look checked(int failures, Reason reason) {
        var finding = new Finding("versioning", FacetState.Compliant, reason, List.of(), "");
        return new Look("acme-invoices", List.of(finding), null, failures);
    }

    private static Duration unjittered(Look look, String interval, int unverified) {
        RandomGenerator never = new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return 0;
            }
        };
        return after(look, interval, unverified, never);
    }

    private static Duration after(Look look, String interval, int unverified, RandomGenerator random) {
        var spec = new S3BucketPolicySpec("acme-invoices", null, null, null, null, interval, null, null, null);
        var schedule = new Schedule(FLOOR, VERIFY, random);
        return schedule.after(List.of(look), schedule.interval(spec), unverified, false)
                .delay();
    }
}
