package io.bucketwarden.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.baseline.Baseline;
import io.bucketwarden.access.baseline.FingerprintKey;
import io.bucketwarden.access.log.ServerAccessLogs;
import io.bucketwarden.access.reading.Cursor;
import io.bucketwarden.access.reading.LogLayout;
import io.bucketwarden.access.reading.LogObject;
import io.bucketwarden.access.reading.LogStore;
import io.bucketwarden.access.reading.Reading;
import io.bucketwarden.posture.BucketIdentity;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Instant LEFT = NOW.minus(Duration.ofDays(2));
    private static final BucketIdentity BUCKET = BucketIdentity.named("acme-ledger", "us-east-1", "123456789012");

    /** Of a log that is read for 40 days, a lifecycle rule has left the last two, or it is in another place by now. */
    @Test
    void logs_that_are_gone_are_no_evidence() {
        var log = new Source.Log(new Two(), LogLayout.simple("logs/"), ServerAccessLogs::new);
        var source = new Source("s3://acme-logs/logs/", BUCKET, log);
        var visit = new Visit(Visits.tracked(), source, new Judges().of(Visits.tracked(), BUCKET), NOW);
        var began = NOW.minus(Duration.ofDays(40));
        var known = new Knowledge(
                source.described(),
                began,
                Cursor.start(NOW),
                Baseline.start(began, 7, FingerprintKey.random()),
                Impacts.NONE);

        try (var readers = new ObjectReaders()) {
            var previews = new Replay(readers)
                    .of(visit, new Reading(log.store(), log.layout()), log, known)
                    .previews(14, NOW, true);

            assertThat(previews).singleElement().satisfies(preview -> {
                assertThat(preview.requests()).isEqualTo(1);
                assertThat(preview.complete()).isFalse();
                assertThat(preview.from()).isEqualTo("2026-11-27");
            });
        }
    }

    private static final class Two implements LogStore {

        @Override
        public Iterator<LogObject> list(String prefix, String startAfter) {
            var key = LogLines.key("logs/", LEFT, "0123456789ABCDEF");
            return key.compareTo(startAfter) > 0
                    ? List.of(new LogObject(key, 100, LEFT)).iterator()
                    : List.<LogObject>of().iterator();
        }

        @Override
        public InputStream open(LogObject object) {
            return new ByteArrayInputStream(
                    LogLines.read("acme-ledger", LEFT, "203.0.113.7", "app").getBytes(StandardCharsets.UTF_8));
        }
    }
}
