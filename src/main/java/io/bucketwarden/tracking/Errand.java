package io.bucketwarden.tracking;

import io.bucketwarden.access.reading.Cursor;
import io.bucketwarden.access.reading.Limits;
import io.bucketwarden.access.reading.LogLayout;
import io.bucketwarden.access.reading.LogListing;
import io.bucketwarden.access.reading.Looking;
import io.bucketwarden.posture.CallFailed;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has to be gone through before anything of a log is read, as often as it is this bucket's turn. Whatever keeps it from
 * its end, nothing was read, and it begins anew.
 */
final class Errand {

    /** As much as is read before it is kept: a minute or so of work on one core. */
    private static final Limits BATCH = new Limits(1_000, 2L * 1024 * 1024 * 1024);

    /** Keys that are listed in one turn: a few seconds. */
    static final int KEYS = 20_000;

    /** From so many on it is told that a look takes long. */
    private static final int LONG = 5 * KEYS;

    private final Looking look;
    private @Nullable Replay replay;

    private Errand(Looking look) {
        this.look = look;
    }

    static Errand begin(Source.Log log, Cursor cursor, Instant now, boolean far) {
        return new Errand(new LogListing(log.store(), log.layout()).look(cursor, now, far, BATCH));
    }

    boolean isOf(Cursor cursor, LogLayout layout) {
        return look.isOf(cursor, layout);
    }

    /**
     * Goes on from where it was.
     *
     * @return whether it is at its end
     * @throws CallFailed why the log could not be listed or read
     */
    boolean goOn(ObjectReaders readers, Visit visit, Source.Log log, Knowledge known) {
        if (!look.goOn(log.store(), KEYS)) {
            return false;
        }
        var again = replay != null && replay.isOf(visit, known) ? replay : Replay.begin(visit, log, known);
        // Kept only when this turn was not in vain.
        replay = null;
        var ended = again.goOn(readers, visit, log, KEYS, BATCH);
        replay = again;
        return ended;
    }

    Looking look() {
        return look;
    }

    Impacts impacts() {
        return Objects.requireNonNull(replay).impacts();
    }

    boolean isLong() {
        return look.listed() >= LONG;
    }

    /** How many keys there are at least; it does not change often. */
    long atLeast() {
        return Math.max(1, Long.highestOneBit(look.listed() / KEYS)) * KEYS;
    }
}
