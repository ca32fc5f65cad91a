package io.bucketwarden.operator;

import io.bucketwarden.posture.Facet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers, for each facet of one bucket, whether our writes hold. Three that did not hold in a row are
 * {@link Halt#NOT_CONVERGING}; a facet that somebody else keeps reverting is {@link Halt#CONTENDED}. Either way
 * writing stops, and is tried once more after a while. Looks may come at any time, so a write that was not verified yet is
 * not repeated before its time. Kept in memory: a restart starts afresh.
 */
final class Convergence {

    static final int WRITES_THAT_MAY_FAIL_TO_HOLD = 3;
    static final int REVERTS_TO_STAND = 5;

    /** Reverts count within this time, or within so many full checks where those are rarer. */
    static final Duration REVERTS_WITHIN = Duration.ofHours(1);

    static final int REVERTS_WITHIN_CHECKS = 10;

    /** Where writing has stopped, one more try follows after this time, or after so many full checks. */
    static final Duration TRY_AGAIN_AFTER = Duration.ofMinutes(30);

    static final int TRY_AGAIN_AFTER_CHECKS = 3;

    /** The same for a facet that does not yield: whoever opens a bucket again at once must not gain half an hour. */
    static final Duration INSIST_AFTER = Duration.ofMinutes(1);

    private static final Duration HOUR = Duration.ofHours(1);

    private static final class Track {
        private int unverifiedWrites;
        private boolean held;
        private Set<String> wanted = Set.of();
        private Set<String> written = Set.of();
        private Instant lastWrite = Instant.EPOCH;
        private final Deque<Instant> reverts = new ArrayDeque<>();
        private final Deque<Instant> attempts = new ArrayDeque<>();

        private boolean triedAfter(Instant moment) {
            return !attempts.isEmpty() && !attempts.getLast().isBefore(moment);
        }
    }

    private final Duration verifyDelay;
    private final Map<String, Track> tracks = new HashMap<>();
    private final Set<String> inForce = new HashSet<>();
    private Duration window = REVERTS_WITHIN;
    private Duration rest = TRY_AGAIN_AFTER;
    private boolean insists;
    private boolean hasWritten;

    /** @param verifyDelay from a write to when it should be seen to hold; doubled for each write that did not */
    Convergence(Duration verifyDelay) {
        this.verifyDelay = verifyDelay;
    }

    /** @param interval the time between two full checks */
    synchronized void checkedEvery(Duration interval) {
        window = longer(REVERTS_WITHIN, interval.multipliedBy(REVERTS_WITHIN_CHECKS));
        rest = longer(TRY_AGAIN_AFTER, interval.multipliedBy(TRY_AGAIN_AFTER_CHECKS));
        insists = false;
        hasWritten = false;
    }

    /** The facet was found as declared, or our part of it was. */
    synchronized void held(String facet) {
        var track = tracks.get(facet);
        if (track != null) {
            track.unverifiedWrites = 0;
            track.held = true;
        }
    }

    /**
     * The facet was found drifted, and takes these calls to mend. Where the last write was of others, it holds: what it wrote
     * does not differ any more, and somebody has changed something else since.
     */
    synchronized void takes(String facet, Set<String> calls) {
        var track = tracks.computeIfAbsent(facet, f -> new Track());
        if (track.unverifiedWrites > 0 && !track.written.isEmpty() && Collections.disjoint(track.written, calls)) {
            held(facet);
        }
        track.wanted = Set.copyOf(calls);
    }

    /** The facet was found drifted: why it must not be written now; empty when it may be. */
    synchronized Optional<Halt> drifted(Facet<?, ?> facet, Instant now) {
        var track = tracks.getOrDefault(facet.name(), new Track());
        if (track.held) {
            track.held = false;
            track.reverts.add(now);
        }
        forgetBefore(now.minus(window), track.reverts);
        if (track.unverifiedWrites > 0
                && now.isBefore(track.lastWrite.plus(Schedule.untilVerified(verifyDelay, track.unverifiedWrites)))) {
            return Optional.of(Halt.VERIFYING);
        }
        if (attempts(now) >= Halt.WRITES_WITHIN_AN_HOUR
                && (facet.yieldsToOthers() || track.triedAfter(now.minus(INSIST_AFTER)))) {
            return halted(facet, Halt.SPENT);
        }
        if (now.isAfter(track.lastWrite.plus(facet.yieldsToOthers() ? rest : INSIST_AFTER))) {
            return Optional.empty();
        }
        if (track.unverifiedWrites >= WRITES_THAT_MAY_FAIL_TO_HOLD) {
            return halted(facet, Halt.NOT_CONVERGING);
        }
        return facet.yieldsToOthers() && track.reverts.size() >= REVERTS_TO_STAND
                ? halted(facet, Halt.CONTENDED)
                : Optional.empty();
    }

    private Optional<Halt> halted(Facet<?, ?> facet, Halt why) {
        insists |= !facet.yieldsToOthers();
        return Optional.of(why);
    }

    /** Writes to the bucket within an hour, whatever became of them. */
    private int attempts(Instant now) {
        tracks.values().forEach(track -> forgetBefore(now.minus(HOUR), track.attempts));
        return tracks.values().stream().mapToInt(track -> track.attempts.size()).sum();
    }

    private static void forgetBefore(Instant moment, Deque<Instant> moments) {
        while (!moments.isEmpty() && moments.peek().isBefore(moment)) {
            moments.remove();
        }
    }

    synchronized void wrote(String facet, Instant now) {
        var track = attempted(facet, now);
        track.unverifiedWrites++;
        track.held = false;
        track.written = track.wanted;
        track.lastWrite = now;
        hasWritten = true;
    }

    /** Whether this look has written something. */
    synchronized boolean hasWritten() {
        return hasWritten;
    }

    synchronized void refused(String facet, Instant now) {
        attempted(facet, now);
    }

    private Track attempted(String facet, Instant now) {
        var track = tracks.computeIfAbsent(facet, f -> new Track());
        track.attempts.add(now);
        return track;
    }

    /** The facet was found as it is declared. */
    synchronized void cameIntoForce(String facet) {
        inForce.add(facet);
    }

    /** Something else is asked of the facet, or what was there before. */
    synchronized void wentOutOfForce(String facet) {
        inForce.remove(facet);
    }

    /** Facets that were found as they are declared now, whatever became of them since. */
    synchronized Set<String> inForce() {
        return Set.copyOf(inForce);
    }

    /** Whether this look halted a facet that does not yield, so that the next one should come soon. */
    synchronized boolean insists() {
        return insists;
    }

    /** Writes of any facet that have not been seen to hold yet. */
    synchronized int unverified() {
        return tracks.values().stream()
                .mapToInt(track -> track.unverifiedWrites)
                .max()
                .orElse(0);
    }

    /** Something else is asked of the facet, or a person asked for another try. */
    synchronized void forget(String facet) {
        tracks.remove(facet);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
