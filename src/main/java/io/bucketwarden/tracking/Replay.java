package io.bucketwarden.tracking;

import io.bucketwarden.access.reading.LogListing;
import io.bucketwarden.access.reading.LogObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.StreamSupport;

/**
 * Holds a restriction that is new against the requests that were read before. The log is read once more for that, which
 * changes nothing of what was counted.
 */
record Replay(ObjectReaders readers) {

    /**
     * What restrictions would have denied, with those that were not known yet.
     *
     * @throws RuntimeException why the log could not be read; nothing is kept then, and it begins anew
     */
    Impacts of(Visit visit, LogListing listing, Source.Log log, Knowledge known) {
        var begun = known.impacts().unknown(visit.candidates());
        if (begun.isEmpty()) {
            return known.impacts();
        }
        var asked = latest(known.since(), visit.now().minus(days(visit)));
        // Logs that expired, or are in another place by now, are no evidence.
        var from = Knowledge.earliest(visit.source(), asked, visit.now());
        var impacts = known.impacts().beginning(begun, from);
        var read = readers.read(
                visit.source(),
                log,
                readBefore(listing, known, from, visit.now()),
                () -> new Tallies(null, visit.tallies(begun)));
        while (read.hasNext()) {
            var one = read.next();
            if (one.failure() != null) {
                throw Batch.problem(one.object(), one.failure());
            }
            impacts = impacts.merge(Objects.requireNonNull(one.told()).impacts());
        }
        return impacts;
    }

    /** What is still to be read is not: it is held against all restrictions when its turn comes. */
    private static Iterator<LogObject> readBefore(LogListing listing, Knowledge known, Instant from, Instant until) {
        var wasRead = listing.readBefore(known.cursor());
        Iterable<LogObject> all = () -> listing.between(from, until.plus(Duration.ofDays(1)));
        return StreamSupport.stream(all.spliterator(), false).filter(wasRead).iterator();
    }

    private static Duration days(Visit visit) {
        return Duration.ofDays(visit.tracked().asked().effectiveEvidenceDays());
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
