package io.bucketwarden.tracking;

import io.bucketwarden.access.baseline.Baseline;
import io.bucketwarden.access.baseline.BaselineStatus;
import io.bucketwarden.access.baseline.FingerprintKey;
import io.bucketwarden.access.baseline.UnreadableBaseline;
import io.bucketwarden.access.reading.Cursor;
import io.bucketwarden.access.reading.DamagedCursor;
import io.bucketwarden.api.S3BucketAccessStatus;
import io.bucketwarden.posture.CallFailed;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of who uses a bucket, as it is kept in the status of its resource. It never changes: what is read makes
 * another one, and whoever may not keep that throws it away.
 *
 * @param source as {@link Source#described} has it
 * @param since from when on requests are known, all that were logged
 */
record Knowledge(String source, Instant since, Cursor cursor, Baseline baseline, Impacts impacts) {

    private static final String SOURCE = "source";
    private static final String SINCE = "since";
    private static final String CURSOR = "cursor";
    private static final String BASELINE = "baseline";

    /** Nothing was read yet. */
    static Knowledge start(String source, Instant since, int learningDays) {
        return new Knowledge(
                source,
                since,
                Cursor.start(since),
                Baseline.start(since, learningDays, FingerprintKey.random()),
                Impacts.NONE);
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
                    Impacts.of(memory.sections())));
        } catch (DamagedCursor | UnreadableBaseline | DateTimeParseException e) {
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
        return new Memory(sections);
    }

    /**
     * The same, to be read from another place from now on. What was kept there before the last request that is known is taken
     * for known.
     */
    Knowledge from(String other, Instant lastRequest) {
        return new Knowledge(other, since, Cursor.start(lastRequest), baseline, impacts);
    }

    Knowledge with(Baseline other) {
        return new Knowledge(source, since, cursor, other, impacts);
    }

    Knowledge with(Cursor other) {
        return new Knowledge(source, since, other, baseline, impacts);
    }

    Knowledge with(Impacts other) {
        return new Knowledge(source, since, cursor, baseline, other);
    }
}
