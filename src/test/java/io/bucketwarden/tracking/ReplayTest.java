package io.bucketwarden.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.access.baseline.Baseline;
import io.bucketwarden.access.baseline.FingerprintKey;
import io.bucketwarden.access.log.ServerAccessLogs;
import io.bucketwarden.access.reading.Cursor;
import io.bucketwarden.access.reading.GoneException;
import io.bucketwarden.access.reading.Limits;
import io.bucketwarden.access.reading.LogLayout;
import io.bucketwarden.access.reading.LogObject;
import io.bucketwarden.access.reading.LogStore;
import io.bucketwarden.posture.BucketIdentity;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Instant LEFT = NOW.minus(Duration.ofDays(2));
    private static final BucketIdentity BUCKET = BucketIdentity.named("acme-ledger", "us-east-1", "123456789012");

    /** Of a log that is read for 40 days, a lifecycle rule has left the last two, or it is in another place by now. */
    @Test
    void logs_that_are_gone_are_no_evidence() {
        var log = log(new Two(false));
        var visit = visit(log);

        try (var readers = new ObjectReaders()) {
            var previews = impacts(visit, log, readers).previews(14, NOW, true);

            assertThat(previews).singleElement().satisfies(preview -> {
                assertThat(preview.requests()).isEqualTo(1);
                assertThat(preview.complete()).isFalse();
                assertThat(preview.from()).isEqualTo("2026-11-27");
            });
        }
    }

    @Test
    void an_object_that_is_gone_is_a_request_that_cannot_be_told() {
        var log = log(new Two(true));
        var visit = visit(log);

        try (var readers = new ObjectReaders()) {
            var previews = impacts(visit, log, readers).previews(14, NOW, true);

            assertThat(previews).singleElement().satisfies(preview -> {
                assertThat(preview.requests()).isEqualTo(1);
                assertThat(preview.cannotTell()).isEqualTo(1);
            });
        }
    }

    @Test
    void an_object_that_is_gone_before_it_is_counted_counts_for_restrictions_only() {
        var log = log(new Two(true));
        var visit = visit(log);
        var before = known(visit).with(Impacts.NONE.beginning(visit.candidates(), LEFT));

        try (var readers = new ObjectReaders()) {
            var objects = log.store().list("logs/", "");
            var read = readers.read(visit.source(), log, objects, () -> visit.told(before));
            assertThat(read.hasNext()).isTrue();
            var batch = Batch.of(before).with(read.next(), visit.terms(Set.of()));

            assertThat(batch.known().impacts().previews(14, NOW, true))
                    .singleElement()
                    .satisfies(preview -> assertThat(preview.cannotTell()).isEqualTo(1));
            assertThat(batch.requests()).isZero();
            assertThat(batch.unreadable()).isZero();
            assertThat(batch.done()).hasSize(1);
            assertThat(batch.problem()).isNull();
        }
    }

    private static Impacts impacts(Visit visit, Source.Log log, ObjectReaders readers) {
        var replay = Replay.begin(visit, log, known(visit));
        while (!replay.goOn(readers, visit, log, 1, new Limits(1, 0))) {
            assertThatThrownBy(replay::impacts).isInstanceOf(IllegalStateException.class);
        }
        return replay.impacts();
    }

    private static Source.Log log(LogStore store) {
        return new Source.Log(store, LogLayout.simple("logs/"), ServerAccessLogs::new);
    }

    private static Visit visit(Source.Log log) {
        var source = new Source("s3://acme-logs/logs/", BUCKET, log, Silence.ofAccessLogs("s3://acme-logs/logs/"));
        return new Visit(Visits.tracked(), source, new Judges().of(Visits.tracked(), BUCKET), NOW);
    }

    private static Knowledge known(Visit visit) {
        var began = NOW.minus(Duration.ofDays(40));
        return new Knowledge(
                visit.source().described(),
                began,
                Cursor.start(NOW),
                Baseline.start(began, 7, FingerprintKey.random()),
                Impacts.NONE,
                null);
    }

    private record Two(boolean gone) implements LogStore {

        @Override
        public Iterator<LogObject> list(String prefix, String startAfter) {
            var key = LogLines.key("logs/", LEFT, "0123456789ABCDEF");
            return key.compareTo(startAfter) > 0
                    ? List.of(new LogObject(key, 100, LEFT)).iterator()
                    : List.<LogObject>of().iterator();
        }

        @Override
        public InputStream open(LogObject object) throws GoneException {
            if (gone) {
                throw new GoneException(object.key());
            }
            return new ByteArrayInputStream(
                    LogLines.read("acme-ledger", LEFT, "203.0.113.7", "app").getBytes(StandardCharsets.UTF_8));
        }
    }
}
