package io.bucketwarden.operator;

import io.bucketwarden.api.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers, for each facet of one bucket, whether our writes hold. Three that did not hold in a row are
 * {@link Reason#NotConverging}; a facet that somebody else keeps reverting is {@link Reason#Contended}. Either way
 * writing stops, and is tried once more after a while. Kept in memory: a restart starts afresh.
 */
final class Convergence {

    static final int WRITES_THAT_MAY_FAIL_TO_HOLD = 3;
    static final int REVERTS_TO_STAND = 5;
    static final Duration REVERTS_WITHIN = Duration.ofHours(1);
    static final Duration TRY_AGAIN_AFTER = Duration.ofMinutes(30);

    private static final class Track {
        private int unverifiedWrites;
        private boolean held;
        private Instant lastWrite = Instant.EPOCH;
        private final Deque<Instant> reverts = new ArrayDeque<>();
    }

    private final Map<String, Track> tracks = new HashMap<>();

    /** The facet was found as declared. */
    synchronized void compliant(String facet) {
        var track = tracks.get(facet);
        if (track != null) {
            track.unverifiedWrites = 0;
            track.held = true;
        }
    }

    /** The facet was found drifted: why it must not be written now; empty when it may be. */
    synchronized Optional<Reason> drifted(String facet, Instant now) {
        var track = tracks.get(facet);
        if (track == null) {
            return Optional.empty();
        }
        if (track.held) {
            track.held = false;
            track.reverts.add(now);
        }
        while (!track.reverts.isEmpty() && track.reverts.peek().isBefore(now.minus(REVERTS_WITHIN))) {
            track.reverts.remove();
        }
        if (now.isAfter(track.lastWrite.plus(TRY_AGAIN_AFTER))) {
            return Optional.empty();
        }
        if (track.unverifiedWrites >= WRITES_THAT_MAY_FAIL_TO_HOLD) {
            return Optional.of(Reason.NotConverging);
        }
        return track.reverts.size() >= REVERTS_TO_STAND ? Optional.of(Reason.Contended) : Optional.empty();
    }

    synchronized void wrote(String facet, Instant now) {
        var track = tracks.computeIfAbsent(facet, f -> new Track());
        track.unverifiedWrites++;
        track.held = false;
        track.lastWrite = now;
    }

    /** Writes of any facet that have not been seen to hold yet. */
    synchronized int unverified() {
        return tracks.values().stream()
                .mapToInt(track -> track.unverifiedWrites)
                .max()
                .orElse(0);
    }

    /** A person asked for another try. */
    synchronized void forget() {
        tracks.clear();
    }
}
