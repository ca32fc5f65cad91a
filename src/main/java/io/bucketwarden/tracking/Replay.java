package io.bucketwarden.tracking;

import io.bucketwarden.access.impact.Candidate;
import io.bucketwarden.access.reading.Limits;
import io.bucketwarden.access.reading.LogListing;
import io.bucketwarden.access.reading.LogObject;
import io.bucketwarden.access.reading.Walk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Holds a restriction that is new against the requests that were read before. The log is read once more for that, in as many
 * turns as it takes, which changes nothing of what was counted.
 */
final class Replay {

    private final List<Candidate> begun;
    private final Walk walk;
    private final Predicate<LogObject> wasRead;
    private Impacts impacts;
    private boolean ended;

    private Replay(List<Candidate> begun, Walk walk, Predicate<LogObject> wasRead, Impacts impacts) {
        this.begun = begun;
        this.walk = walk;
        this.wasRead = wasRead;
        this.impacts = impacts;
        this.ended = begun.isEmpty();
    }

    /** @throws RuntimeException why the log could not be listed */
    static Replay begin(Visit visit, Source.Log log, Knowledge known) {
        var listing = new LogListing(log.store(), log.layout());
        var begun = known.impacts().unknown(visit.candidates());
        var now = visit.now();
        var asked = latest(known.since(), now.minus(days(visit)));
        // Logs that expired, or are in another place by now, are no evidence.
        var from = begun.isEmpty() ? asked : Knowledge.earliest(visit.source(), asked, now);
        var until = now.plus(Duration.ofDays(1));
        // What is still to be read is not: it is held against all restrictions when its turn comes.
        return new Replay(
                begun,
                listing.walk(from, until),
                listing.holding(from, until).and(listing.readBefore(known.cursor())),
                known.impacts().beginning(begun, from));
    }

    /** Whether it is these very restrictions of which nothing is known yet. */
    boolean isOf(Visit visit, Knowledge known) {
        return begun.equals(known.impacts().unknown(visit.candidates()));
    }

    /**
     * Goes on from where it was.
     *
     * @return whether it is at its end
     * @throws RuntimeException why the log could not be read; this turn counts for nothing then, and it begins anew
     */
    boolean goOn(ObjectReaders readers, Visit visit, Source.Log log, int keys, Limits limits) {
        if (ended) {
            return true;
        }
        var objects = new ArrayList<LogObject>();
        var room = new long[] {limits.bytes()};
        ended = walk.goOn(log.store(), keys, object -> {
            if (wasRead.test(object)) {
                objects.add(object);
                room[0] -= object.size();
            }
            return objects.size() < limits.objects() && room[0] > 0;
        });
        var read = readers.read(visit.source(), log, objects.iterator(), () -> new Tallies(null, visit.tallies(begun)));
        while (read.hasNext()) {
            var one = read.next();
            if (one.failure() != null) {
                throw Batch.problem(one.object(), one.failure());
            }
            impacts = impacts.merge(Objects.requireNonNull(one.told()).impacts());
        }
        return ended;
    }

    /** What restrictions would have denied, with those that were not known yet. Only at its end. */
    Impacts impacts() {
        if (!ended) {
            throw new IllegalStateException("the log is not read to its end");
        }
        return impacts;
    }

    private static Duration days(Visit visit) {
        return Duration.ofDays(visit.tracked().asked().effectiveEvidenceDays());
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
