package io.bucketwarden.access.impact;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.S3BucketAccessStatus.Preview;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SilentDaysTest {

    private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");
    private static final int DAYS = 14;
    private static final Impact START = Impact.start(Requests.NETWORK, NOW.minus(Duration.ofDays(DAYS)));

    @Test
    void whole_days_without_a_line_are_told_once_all_was_read_and_are_not_complete() {
        var living = START.merge(tally(daily(2, DAYS - 1)));
        assertThat(preview(living).complete()).isTrue();
        assertThat(preview(living).silentDays()).isEmpty();

        // The usual one is of yesterday: of the first day only its end is asked for.
        var gap = START.merge(tally(Requests.USUAL)).merge(tally(daily(6, DAYS - 2)));
        assertThat(preview(gap).complete()).isFalse();
        assertThat(preview(gap).silentDays())
                .containsExactly("2026-11-08", "2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19");
        assertThat(gap.preview(DAYS, NOW, false).silentDays()).isEmpty();
        assertThat(preview(START.merge(tally(daily(3, DAYS)))).silentDays()).containsExactly("2026-11-19");
        assertThat(preview(START).silentDays()).hasSize(DAYS - 2).startsWith("2026-11-08");
    }

    @Test
    void of_requests_that_s3_refused_or_nobody_can_judge_the_log_is_alive_as_well() {
        var refused = Arrays.stream(daily(2, DAYS)).map(it -> it.answered(403)).toArray(Requests[]::new);
        var doubtful =
                Arrays.stream(daily(2, DAYS)).map(it -> it.from("10.0.0.1")).toArray(Requests[]::new);

        assertThat(preview(START.merge(tally(refused))).complete()).isTrue();
        assertThat(preview(START.merge(tally(doubtful))).complete()).isTrue();
    }

    @Test
    void of_two_days_at_least_one_must_be_told_of() {
        assertThat(START.preview(2, NOW, true).silentDays()).containsExactly("2026-11-19");
        assertThat(START.preview(1, NOW, true).silentDays()).containsExactly("2026-11-20");
        var one = START.merge(tally(daily(1, 1)));
        assertThat(one.preview(1, NOW, true).complete()).isTrue();
        assertThat(one.preview(2, NOW, true).complete()).isTrue();
        assertThat(one.preview(3, NOW, true).silentDays()).containsExactly("2026-11-19");
    }

    /** One on each of those days before now. */
    static Requests[] daily(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(day -> Requests.USUAL.on(NOW.minus(Duration.ofDays(day))))
                .toArray(Requests[]::new);
    }

    private static Preview preview(Impact impact) {
        return impact.preview(DAYS, NOW, true);
    }

    private static ImpactTally tally(Requests... requests) {
        var tally = new ImpactTally("acme", Requests.NETWORK);
        for (var request : requests) {
            tally.accept(request.toAcme());
        }
        return tally;
    }
}
