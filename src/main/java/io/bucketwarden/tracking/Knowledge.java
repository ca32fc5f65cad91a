package io.bucketwarden.tracking;

import io.bucketwarden.access.baseline.Baseline;
import io.bucketwarden.access.baseline.BaselineStatus;
import io.bucketwarden.access.baseline.FingerprintKey;
import io.bucketwarden.access.baseline.UnreadableBaseline;
import io.bucketwarden.access.impact.UnreadableImpact;
import io.bucketwarden.access.reading.Cursor;
import io.bucketwarden.access.reading.DamagedCursor;
import io.bucketwarden.access.reading.LogListing;
import io.bucketwarden.access.reading.LogObject;
import io.bucketwarden.api.AccessTracking;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketAccessStatus;
import io.bucketwarden.posture.CallFailed;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of who uses a bucket, as it is kept in the status of its resource. It never changes: what is read makes
 * another one, and whoever may not keep that throws it away.
 *
 * @param source as {@link Source#described} has it
 * @param since from when on requests are known, all that were logged
 * @param unread the newest log object of which not all could be read; null for none
 */
record Knowledge(
        String source,
        Instant since,
        Cursor cursor,
        Baseline baseline,
        Impacts impacts,
        @Nullable Unread unread) {

    private static final String SOURCE = "source";
    private static final String SINCE = "since";
    private static final String CURSOR = "cursor";
    private static final String BASELINE = "baseline";
    private static final String UNREAD = "unread";

    /** Keys among which the first object of a log is looked for: others hardly ever write before it. */
    static final int SEARCHED = 100_000;

    /** Nothing was read yet. Logs that are there already are read as far back as is asked for. */
    static Knowledge start(AccessTracking asked, Source source, Instant now) {
        var days = Math.max(asked.effectiveLearningDays(), asked.effectiveEvidenceDays());
        var since = earliest(source, now.minus(Duration.ofDays(days)), now);
        return new Knowledge(
                source.described(),
                since,
                Cursor.start(since),
                Baseline.start(since, asked.effectiveLearningDays(), FingerprintKey.random()),
                Impacts.NONE,
                null);
    }

    /**
     * From when on there is a log, as its first object that is still there tells; now, where there is none yet.
     *
     * @throws CallFailed when it is not among the first keys
     */
    static Instant earliest(Source source, Instant from, Instant now) {
        var log = source.log();
        if (log == null) {
            return now;
        }
        var listing = new LogListing(log.store(), log.layout());
        var ofTheLog = listing.holding(Instant.EPOCH, now);
        var first = new AtomicReference<@Nullable LogObject>();
        var toEnd = listing.walk(Instant.EPOCH, now).goOn(log.store(), SEARCHED, object -> {
            if (ofTheLog.test(object)) {
                first.set(object);
            }
            return first.get() == null;
        });
        var found = first.get();
        if (found == null && !toEnd) {
            throw new CallFailed(
                    Reason.TooManyKeys,
                    "None of the first " + SEARCHED + " keys in "
                            + source.silence().place()
                            + " is a log object, so none is looked for any further. Have the log written below a prefix of"
                            + " its own, or remove what others put there.");
        }
        return found == null
                ? now
                : log.layout()
                        .time(found.key())
                        .filter(time -> time.isAfter(from))
                        .orElse(from);
    }

    /**
     * What a status holds; empty where nothing was kept yet.
     *
     * @throws CallFailed when it cannot be understood
     */
    static Optional<Knowledge> of(S3BucketAccessStatus status) {
        var memory = Memory.unpack(status.memory());
        if (memory.sections().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Knowledge(
                    section(memory, SOURCE),
                    Instant.parse(section(memory, SINCE)),
                    Cursor.parse(section(memory, CURSOR)),
                    BaselineStatus.of(status, section(memory, BASELINE)).baseline(),
                    Impacts.of(memory.sections()),
                    Unread.parse(memory.section(UNREAD).orElse(null))));
        } catch (DamagedCursor | UnreadableBaseline | UnreadableImpact | DateTimeParseException e) {
            throw Memory.unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static String section(Memory memory, String name) {
        return memory.section(name).orElseThrow(() -> Memory.unreadable("its part " + name + " is missing"));
    }

    /** @param baseline as it is stored, which is made once for all parts of a status */
    Memory memory(BaselineStatus baseline) {
        Map<String, String> sections = new HashMap<>(impacts.sections());
        sections.put(SOURCE, source);
        sections.put(SINCE, since.toString());
        sections.put(CURSOR, cursor.encode());
        sections.put(BASELINE, baseline.section());
        if (unread != null) {
            sections.put(UNREAD, unread.encode());
        }
        return new Memory(sections);
    }

    /**
     * The same, to be read from there from now on. In another place, only what is later than the last request that is known is
     * read; and since it is not known whether all that was logged in the first place was read, evidence begins anew. Where there
     * is no log, what was logged meanwhile is never read.
     */
    Knowledge from(Source place, S3BucketAccessStatus before, Instant now) {
        if (source.equals(place.described())) {
            return this;
        }
        var last = before.readUntil() == null ? since : Instant.parse(before.readUntil());
        return new Knowledge(
                place.described(),
                earliest(place, last, now),
                Cursor.start(place.log() == null ? now : last),
                baseline,
                Impacts.NONE,
                null);
    }

    /** The same, with as many days of learning and evidence as are asked for now, and without other restrictions. */
    Knowledge asAsked(Visit visit) {
        var asked = visit.tracked().asked();
        var days = asked.effectiveEvidenceDays();
        // Evidence looks no further back; of one that came late, what it does not tell may count a little longer.
        var named = unread != null && unread.isWithin(days, visit.now()) ? unread : null;
        return new Knowledge(
                source,
                since,
                cursor,
                baseline.learningFor(asked.effectiveLearningDays()),
                impacts.of(visit.candidates()).forget(days, visit.now()),
                named);
    }

    Knowledge with(Baseline other) {
        return new Knowledge(source, since, cursor, other, impacts, unread);
    }

    Knowledge with(Cursor other) {
        return new Knowledge(source, since, other, baseline, impacts, unread);
    }

    Knowledge with(Impacts other) {
        return new Knowledge(source, since, cursor, baseline, other, unread);
    }

    /** With one more log object of which not all could be read; null for none. */
    Knowledge alsoUnread(@Nullable Unread other) {
        return new Knowledge(source, since, cursor, baseline, impacts, Unread.newest(unread, other));
    }
}
