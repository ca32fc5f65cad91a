package io.bucketwarden.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.log.ServerAccessLogs;
import io.bucketwarden.access.reading.Limits;
import io.bucketwarden.access.reading.LogLayout;
import io.bucketwarden.access.reading.LogListing;
import io.bucketwarden.access.reading.LogObject;
import io.bucketwarden.access.reading.LogStore;
import io.bucketwarden.access.reading.UnreadableObject;
import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.api.S3BucketAccessStatus;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the condition Reading says of a log, from one pass to the next. */
class AccessStatusTest {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final BucketIdentity BUCKET = BucketIdentity.named("acme-ledger", "us-east-1", "123456789012");
    private static final String ARCHIVED = "archived";
    private static final String REFUSED = "refused";
    private static final String PLACE = "s3://acme-logs/logs/";

    private final ObjectReaders readers = new ObjectReaders();
    private final NavigableMap<String, String> objects = new TreeMap<>();
    private final Source source = new Source(
            PLACE,
            BUCKET,
            new Source.Log(new Delivered(), LogLayout.simple("logs/"), ServerAccessLogs::new),
            Silence.ofAccessLogs(PLACE));
    private final S3BucketAccess resource = new S3BucketAccess();

    @AfterEach
    void close() {
        readers.close();
    }

    @Test
    void while_no_log_object_is_there_it_names_the_place_and_what_to_look_at_and_stays_the_same() {
        var first = pass(NOON);

        assertThat(reading(first).status()).isEqualTo(Condition.Status.True);
        assertThat(reading(first).reason()).isEqualTo(Reason.CaughtUp);
        assertThat(reading(first).message())
                .startsWith("No log object of 2026-11-29T12:00:00Z or later was found in " + PLACE + " yet.")
                .contains("within hours after logging was turned on", "the facet logging");
        assertThat(pass(NOON.plus(Duration.ofDays(3)))).isEqualTo(first);
    }

    @Test
    void once_one_is_there_it_says_whether_it_tells_of_the_bucket() {
        pass(NOON);

        deliver(NOON.plusSeconds(60), "another");
        assertThat(reading(pass(NOON.plusSeconds(120))).message())
                .startsWith(
                        "All that is there was read, and nothing in " + PLACE + " tells of a request to the bucket.");

        deliver(NOON.plusSeconds(180), "acme-ledger");
        assertThat(reading(pass(NOON.plusSeconds(240))).message()).isEqualTo("All that is there was read.");
        assertThat(reading(pass(NOON.plusSeconds(300))).message()).isEqualTo("All that is there was read.");
    }

    @Test
    void a_place_to_which_the_logs_go_now_is_another_one() {
        deliver(NOON.minusSeconds(60), "acme-ledger");
        pass(NOON);
        objects.clear();
        var elsewhere = new Source(
                "s3://acme-other/logs/", BUCKET, source.log(), Silence.ofAccessLogs("s3://acme-other/logs/"));

        assertThat(reading(pass(elsewhere, NOON.plusSeconds(60))).message())
                .contains("was found in s3://acme-other/logs/ yet.");
    }

    @Test
    void the_newest_object_that_could_not_be_read_is_named_until_it_counts_no_more() {
        deliver(NOON, "acme-ledger");
        assertThat(reading(pass(NOON)).message()).isEqualTo("All that is there was read.");

        var broken = deliver(NOON.plusSeconds(60), "acme-ledger", "no line of a log\n");
        var first = pass(NOON.plusSeconds(120));
        assertThat(reading(first).message())
                .isEqualTo(
                        "All that is there was read. The newest log object of which not all could be read, written at"
                                + " 2026-11-29T12:01:00Z, is " + broken
                                + ": 1 line or record has not the form of one.");
        assertThat(reading(pass(NOON.plusSeconds(180)))).isEqualTo(reading(first));

        deliver(NOON.plusSeconds(30), "acme-ledger", "older\n");
        assertThat(reading(pass(NOON.plusSeconds(240)))).isEqualTo(reading(first));

        var archived = deliver(NOON.plusSeconds(300), "acme-ledger", ARCHIVED);
        assertThat(reading(pass(NOON.plusSeconds(360))).message())
                .contains("is " + archived + ": it is in an archive.");
        assertThat(reading(pass(NOON.plus(Duration.ofDays(14)))).message()).contains(archived);
        assertThat(reading(pass(NOON.plus(Duration.ofDays(15)))).message()).isEqualTo("All that is there was read.");
    }

    @Test
    void where_nothing_could_be_read_it_is_not_said_that_nothing_tells_of_the_bucket() {
        pass(NOON);
        var archived = deliver(NOON.plusSeconds(60), "acme-ledger", ARCHIVED);

        assertThat(reading(pass(NOON.plusSeconds(120))).message())
                .startsWith("All that is there was read. The newest log object of which not all")
                .contains(archived);
    }

    @Test
    void an_object_that_keeps_those_after_it_from_being_read_is_named() {
        pass(NOON);
        var refused = deliver(NOON.plusSeconds(60), "acme-ledger", REFUSED);
        deliver(NOON.plusSeconds(90), "acme-ledger");

        var reading = reading(pass(NOON.plusSeconds(120)));

        assertThat(reading.status()).isEqualTo(Condition.Status.False);
        assertThat(reading.reason()).isEqualTo(Reason.AccessDenied);
        assertThat(reading.message()).contains("The log object " + refused + " could not be read. Not allowed");
    }

    @Test
    void while_reading_fails_what_was_not_read_before_stays_named() {
        pass(NOON);
        var archived = deliver(NOON.plusSeconds(60), "acme-ledger", ARCHIVED);
        pass(NOON.plusSeconds(120));
        deliver(NOON.plusSeconds(180), "acme-ledger", REFUSED);

        assertThat(reading(pass(NOON.plusSeconds(240))).message())
                .contains("Not allowed. The newest log object of which not all could be read", archived);
    }

    @Test
    void a_prefix_of_whoever_may_turn_on_logging_is_printable_and_bounded() {
        var place = "s3://acme-logs/\u202e\u009b31m" + "x".repeat(5_000);

        assertThat(Silence.ofAccessLogs(place).nothing(NOON))
                .contains("s3://acme-logs/??31mxxx")
                .hasSizeLessThan(1_600);
    }

    @Test
    void an_object_of_another_place_is_named_no_more() {
        deliver(NOON, "acme-ledger", "no line of a log\n");
        assertThat(reading(pass(NOON)).message()).contains("could be read, written at");
        objects.clear();
        var elsewhere = new Source(
                "s3://acme-other/logs/", BUCKET, source.log(), Silence.ofAccessLogs("s3://acme-other/logs/"));

        assertThat(reading(pass(elsewhere, NOON.plusSeconds(60))).message()).doesNotContain("could be read, written");
    }

    @Test
    void while_no_event_is_heard_it_says_what_has_to_send_them() {
        var events = new Source("events of CloudTrail", BUCKET, null, Silence.ofEvents());
        var known = Knowledge.start(Visits.tracked().asked(), events, NOON.plusMillis(7));
        resource.setStatus(heard(events, known, NOON, false));

        var silent = reading(resource.getStatus()).message();

        assertThat(silent)
                .startsWith("No request to the bucket was heard of yet.")
                .contains("a trail must log data events of this bucket", "a rule", "bucketwarden doctor");
        assertThat(heard(events, known, NOON.plusSeconds(300), false)).isEqualTo(resource.getStatus());
        resource.setStatus(heard(events, known, NOON.plusSeconds(600), true));
        assertThat(reading(resource.getStatus()).message()).startsWith("Data events are listened to");
        assertThat(reading(heard(events, known, NOON.plusSeconds(900), false)).message())
                .startsWith("Data events are listened to");
    }

    @Test
    void what_was_read_from_a_log_before_is_no_event_that_was_heard() {
        deliver(NOON.minusSeconds(60), "acme-ledger");
        pass(NOON);
        var events = new Source("events of CloudTrail", BUCKET, null, Silence.ofEvents());
        var later = NOON.plusSeconds(60);
        var known = Knowledge.of(resource.getStatus()).orElseThrow().from(events, resource.getStatus(), later);

        assertThat(reading(heard(events, known, later, false)).message()).startsWith("No request to the bucket");
        assertThat(reading(heard(events, known, later, true)).message()).startsWith("Data events are listened to");
    }

    private S3BucketAccessStatus heard(Source events, Knowledge known, Instant now, boolean hasRead) {
        return new AccessStatus(resource, now).of(known, List.of(), Optional.empty(), false, hasRead, events);
    }

    private S3BucketAccessStatus pass(Instant now) {
        return pass(source, now);
    }

    /** As a pass does it, with what a status has kept of the one before. */
    private S3BucketAccessStatus pass(Source from, Instant now) {
        var status = new AccessStatus(resource, now);
        var known = Knowledge.of(status.before())
                .map(before -> before.from(from, status.before(), now))
                .orElseGet(() -> Knowledge.start(Visits.tracked().asked(), from, now));
        var visit = new Visit(Visits.tracked(), from, Map.of(), now);
        var log = Objects.requireNonNull(from.log());
        var due = new LogListing(log.store(), log.layout()).due(known.cursor(), now, true, new Limits(10, 1_000_000));
        var batch = Batch.of(known.asAsked(visit));
        for (var read = readers.read(from, log, due.objects().iterator(), () -> visit.told(known)); read.hasNext(); ) {
            batch = batch.with(read.next(), visit.terms(Set.of()));
            if (batch.problem() != null) {
                break;
            }
        }
        var after = batch.known().with(due.after(batch.done()));
        resource.setStatus(
                status.of(after, List.of(), Optional.ofNullable(batch.problem()), false, batch.hasRead(), from));
        return resource.getStatus();
    }

    private String deliver(Instant at, String bucket, String... more) {
        var key = LogLines.key("logs/", at, "0123456789ABCDEF");
        objects.put(key, LogLines.read(bucket, at, "203.0.113.7", "app") + String.join("", more));
        return key;
    }

    private static Condition reading(S3BucketAccessStatus status) {
        return status.conditions().getFirst();
    }

    /** Written at the time that their keys tell. */
    private final class Delivered implements LogStore {

        @Override
        public Iterator<LogObject> list(String prefix, String startAfter) {
            return objects.tailMap(startAfter, false).entrySet().stream()
                    .filter(object -> object.getKey().startsWith(prefix))
                    .map(object -> new LogObject(
                            object.getKey(),
                            object.getValue().length(),
                            LogLayout.simple("logs/").time(object.getKey()).orElseThrow()))
                    .iterator();
        }

        @Override
        public InputStream open(LogObject object) throws UnreadableObject {
            if (objects.get(object.key()).endsWith(ARCHIVED)) {
                throw new UnreadableObject("it is in an archive", new IllegalStateException());
            }
            if (objects.get(object.key()).endsWith(REFUSED)) {
                throw new CallFailed(Reason.AccessDenied, "Not allowed.");
            }
            return new ByteArrayInputStream(
                    Objects.requireNonNull(objects.get(object.key())).getBytes(StandardCharsets.UTF_8));
        }
    }
}
