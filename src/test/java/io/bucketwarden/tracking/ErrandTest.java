package io.bucketwarden.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.access.baseline.Baseline;
import io.bucketwarden.access.baseline.FingerprintKey;
import io.bucketwarden.access.log.ServerAccessLogs;
import io.bucketwarden.access.reading.Cursor;
import io.bucketwarden.access.reading.LogLayout;
import io.bucketwarden.access.reading.LogObject;
import io.bucketwarden.access.reading.LogStore;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Somebody fills the place where a log is looked for with empty objects whose names are those of logs. */
class ErrandTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Cursor CURSOR = Cursor.start(NOW.minus(Duration.ofDays(1)));
    private static final LogLayout LAYOUT = LogLayout.simple("logs/");

    private final AtomicInteger listed = new AtomicInteger();

    @Test
    void one_turn_lists_so_many_keys_and_the_next_one_goes_on() {
        var source = source(70_000);
        var log = source.log();
        var visit = new Visit(Visits.tracked(), source, new Judges().of(Visits.tracked(), source.bucket()), NOW);
        var known = new Knowledge(source.described(), NOW, CURSOR, baseline(), Impacts.NONE, null)
                .with(Impacts.NONE.beginning(visit.candidates(), NOW));
        try (var readers = new ObjectReaders()) {
            var errand = Errand.begin(log, CURSOR, NOW, true);
            for (int turn = 1; turn <= 3; turn++) {
                assertThat(errand.goOn(readers, visit, log, known)).isFalse();
                assertThat(listed).hasValue(turn * Errand.KEYS);
            }
            assertThat(errand.atLeast()).isEqualTo(2 * Errand.KEYS);
            assertThat(errand.isLong()).isFalse();
            assertThat(errand.goOn(readers, visit, log, known)).isTrue();

            assertThat(listed).hasValue(70_000);
            assertThat(errand.look().due().objects()).isEmpty();
        }
    }

    @Test
    void where_the_log_begins_is_looked_for_among_so_many_keys_only() {
        assertThatThrownBy(() -> Knowledge.start(Visits.tracked().asked(), source(Knowledge.SEARCHED + 1), NOW))
                .isInstanceOfSatisfying(
                        CallFailed.class, failed -> assertThat(failed.reason()).isEqualTo(Reason.TooManyKeys))
                .hasMessageContaining("None of the first 100000 keys in s3://acme-logs/logs/ is a log object");
        assertThat(listed).hasValue(Knowledge.SEARCHED);

        assertThat(Knowledge.start(Visits.tracked().asked(), source(9), NOW).since())
                .isEqualTo(NOW);
    }

    @Test
    void so_many_are_kept_in_the_middle_of_it_of_one_namespace_and_of_all() {
        var errands = new Errands();
        var errand = Errand.begin(source(1).log(), CURSOR, NOW, true);
        for (int i = 0; i < Errands.OF_ONE_NAMESPACE; i++) {
            assertThat(errands.keep(Visits.tracked("a", "a" + i), errand)).isTrue();
        }
        assertThat(errands.keep(Visits.tracked("a", "more"), errand)).isFalse();
        for (int i = Errands.OF_ONE_NAMESPACE; i < Errands.MOST; i++) {
            assertThat(errands.keep(Visits.tracked("of-" + i, "b" + i), errand)).isTrue();
        }
        assertThat(errands.keep(Visits.tracked("b", "more"), errand)).isFalse();

        var first = Visits.tracked("a", "a0");
        assertThat(errands.take(first, CURSOR, LAYOUT)).contains(errand);
        assertThat(errands.take(first, CURSOR, LAYOUT)).isEmpty();
        assertThat(errands.take(Visits.tracked("a", "a1"), Cursor.start(NOW), LAYOUT))
                .isEmpty();
        errands.keepOnly(Set.of());
        assertThat(errands.take(Visits.tracked("a", "a2"), CURSOR, LAYOUT)).isEmpty();
    }

    private static Baseline baseline() {
        return Baseline.start(NOW, 7, FingerprintKey.random());
    }

    private Source source(int keys) {
        return new Source(
                "s3://acme-logs/logs/",
                BucketIdentity.named("acme-ledger", "us-east-1", "123456789012"),
                new Source.Log(new Empty(keys, listed), LAYOUT, ServerAccessLogs::new),
                Silence.ofAccessLogs("s3://acme-logs/logs/"));
    }

    private record Empty(int keys, AtomicInteger listed) implements LogStore {

        @Override
        public Iterator<LogObject> list(String prefix, String startAfter) {
            int from = startAfter.contains("-U")
                    ? Integer.parseInt(startAfter.substring(startAfter.indexOf("-U") + 2)) + 1
                    : 0;
            return IntStream.range(from, keys)
                    .mapToObj(i -> {
                        listed.incrementAndGet();
                        return new LogObject("logs/2026-11-29-00-00-00-U%07d".formatted(i), 0, NOW);
                    })
                    .iterator();
        }

        @Override
        public InputStream open(LogObject object) {
            throw new IllegalStateException("nothing is read");
        }
    }
}
