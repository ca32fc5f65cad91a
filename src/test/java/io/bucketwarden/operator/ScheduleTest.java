package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicySpec;
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
        assertThat(unjittered(new Situation.Unreachable(Reason.CheckFailed, "slow", failures), "1h", 0))
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

    static Stream<Situation> slow() {
        return Stream.of(
                new Situation.Unreachable(Reason.BucketNotFound, "gone", 0),
                new Situation.Unreachable(Reason.AccessDenied, "denied", 0),
                checked(0, Reason.AccessDenied),
                checked(0, Reason.RemediationFailed),
                checked(0, Reason.Contended));
    }

    @ParameterizedTest
    @MethodSource("slow")
    void what_needs_a_person_is_looked_at_again_at_the_interval(Situation situation) {
        assertThat(unjittered(situation, "10m", 0)).hasMinutes(10);
    }

    @Test
    void a_policy_that_does_not_govern_asks_again_soon() {
        assertThat(unjittered(new Situation.Rejected(Reason.Conflicted, "older"), "1h", 0))
                .isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    private static Situation checked(int failures, Reason reason) {
        var finding = new Finding("versioning", FacetState.Compliant, reason, List.of(), "");
        return new Situation.Checked(true, List.of(finding), failures);
    }

    private static Duration unjittered(Situation situation, String interval, int unverified) {
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
        return after(situation, interval, unverified, never);
    }

    private static Duration after(Situation situation, String interval, int unverified, RandomGenerator random) {
        var spec = new S3BucketPolicySpec("acme-invoices", null, null, null, null, interval, null, null, null);
        return new Schedule(FLOOR, VERIFY, random).after(situation, spec, unverified);
    }
}
