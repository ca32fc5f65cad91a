package io.bucketwarden.access.baseline;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Who usually uses one bucket. It never changes: what is merged into it makes another one, so that whoever loses against
 * another writer throws it away.
 */
public final class Baseline {

    private final Parts parts;

    Baseline(Parts parts) {
        this.parts = parts;
    }

    /**
     * One that knows nobody.
     *
     * @param learningSince the earliest request from which it is learned, or now
     */
    public static Baseline start(Instant learningSince, int learningDays, FingerprintKey key) {
        var since = learningSince.getEpochSecond();
        return new Baseline(new Parts(
                key,
                since,
                since + learningDays * Days.SECONDS,
                Map.of(),
                new Fingerprints(Capacity.PRINCIPALS),
                new Fingerprints(Capacity.APPLICATIONS),
                new Fingerprints(Capacity.ACCESSORS),
                Bursts.NONE,
                List.of(),
                Parts.Totals.NONE,
                Parts.LastTold.NOTHING,
                Long.MIN_VALUE,
                false,
                Declared.NOTHING.print()));
    }

    /** What a tally is to be about, so that it can be merged into this or what comes of it. */
    public Watched watched(String bucket, Declared declared, int maxAccessors) {
        return new Watched(bucket, declared, maxAccessors, parts.key(), parts.learningUntil());
    }

    /**
     * With what a log object told, that was read to its end.
     *
     * @throws IllegalArgumentException when the tally was made for another baseline
     */
    public Merged merge(Tally tally, Terms terms) {
        if (!takes(tally)) {
            throw new IllegalArgumentException(
                    "the tally was made for another baseline: its fingerprints mean nothing");
        }
        return new Merging(parts, tally, terms).run();
    }

    /** Whether a tally was made for this or what it comes of. */
    public boolean takes(Tally tally) {
        return tally.watched().key().equals(parts.key());
    }

    /** The same, where it is learned for so many days since it began; whom that concerns is learned after the fact. */
    public Baseline learningFor(int days) {
        return new Baseline(parts.with(parts.learningSince() + days * Days.SECONDS, parts.totals()));
    }

    /** The same, with one object more that was listed and was gone when it was to be read. */
    public Baseline vanished() {
        return new Baseline(parts.with(parts.learningUntil(), parts.totals().vanished()));
    }

    /** Whether there is no room for all whom it would have to remember: some may be told as new once more. */
    public boolean isSaturated() {
        return parts.saturated();
    }

    Parts parts() {
        return parts;
    }
}
