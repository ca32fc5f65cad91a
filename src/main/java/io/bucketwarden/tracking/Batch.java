package io.bucketwarden.tracking;

import io.bucketwarden.access.BoundedText;
import io.bucketwarden.access.baseline.Tally;
import io.bucketwarden.access.baseline.Terms;
import io.bucketwarden.access.reading.LogObject;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketAccessStatus.Alert;
import io.bucketwarden.posture.CallFailed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was read, and is to be kept at once.
 *
 * @param done objects that need not be read again
 * @param alerts to be told once it is kept
 * @param problem why not all that was due was read; null when it was
 */
record Batch(
        Knowledge known,
        Set<LogObject> done,
        List<Alert> alerts,
        long requests,
        long unreadable,
        @Nullable CallFailed problem) {

    static Batch of(Knowledge known) {
        return new Batch(known, Set.of(), List.of(), 0, 0, null);
    }

    Batch with(Knowledge other) {
        return new Batch(other, done, alerts, requests, unreadable, problem);
    }

    /** With one more object. One that was not read to its end counts for nothing, and ends the batch. */
    Batch with(ObjectReaders.One<Tallies> one, Terms terms) {
        var failure = one.failure();
        if (failure != null) {
            return new Batch(known, done, alerts, requests, unreadable, problem(one.object(), failure));
        }
        var read = new HashSet<>(done);
        read.add(one.object());
        var told = Objects.requireNonNull(one.told());
        if (one.gone()) {
            // Who uses the bucket is not told by it, but somebody may have whom a restriction would deny.
            return new Batch(
                    known.with(known.baseline().vanished()).with(known.impacts().merge(told.impacts())),
                    read,
                    alerts,
                    requests,
                    unreadable,
                    null);
        }
        var merged = merged(Objects.requireNonNull(told.tally()), told, read, terms);
        return merged.with(merged.known().alsoUnread(unread(one, told)));
    }

    private static @Nullable Unread unread(ObjectReaders.One<Tallies> one, Tallies told) {
        var object = one.object();
        if (one.unreadable() != null) {
            return new Unread(object.modified(), object.key(), one.unreadable());
        }
        var fault = told.fault();
        return fault == null ? null : Unread.of(object, told.unreadable(), fault);
    }

    /** With what was heard, of which there is no object. */
    Batch with(Tallies heard, Terms terms) {
        var tally = heard.tally();
        return tally == null || (tally.requests() == 0 && heard.unreadable() == 0)
                ? this
                : merged(tally, heard, done, terms);
    }

    Batch with(CallFailed why) {
        return new Batch(known, done, alerts, requests, unreadable, why);
    }

    boolean hasRead() {
        return !done.isEmpty() || requests + unreadable > 0;
    }

    private Batch merged(Tally tally, Tallies told, Set<LogObject> read, Terms terms) {
        var merged = known.baseline().merge(tally, terms);
        var all = new ArrayList<>(alerts);
        all.addAll(merged.alerts());
        return new Batch(
                known.with(merged.baseline()).with(known.impacts().merge(told.impacts())),
                read,
                all,
                requests + tally.requests(),
                unreadable + told.unreadable(),
                problem);
    }

    /** Why an object was not read to its end. It is named, since it may be that one alone, and none after it is read before. */
    static CallFailed problem(LogObject object, Exception why) {
        var which = "The log object " + BoundedText.of(object.key(), Unread.LONGEST_KEY) + " could not be read";
        return why instanceof CallFailed failed
                ? new CallFailed(failed.reason(), which + ". " + failed.text(), failed)
                : new CallFailed(
                        Reason.CheckFailed, which + " to its end: " + why.getMessage() + ". It is tried again.", why);
    }
}
