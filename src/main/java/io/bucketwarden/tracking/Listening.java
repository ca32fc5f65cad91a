package io.bucketwarden.tracking;

import io.bucketwarden.access.baseline.Tally;
import java.time.InstantSource;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pass of a bucket whose requests come by themselves. There is no log in which they could be looked up once more, so
 * what was heard is given back whenever it could not be kept.
 */
record Listening(Heard heard, Queues queues, Keeper keeper, InstantSource clock) {

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    /** Writes what is known; returns false when somebody else was faster. */
    interface Keeper {
        boolean keep(Visit visit, AccessStatus status, Batch batch, boolean more, boolean toEnd);
    }

    /** Whether it is to be seen first whether anything can be heard at all. */
    boolean isTooEarly(Tracked tracked) {
        return tracked.isListenedTo() && queues.areUnknown();
    }

    TrackingPass.End run(Visit visit, Knowledge known, AccessStatus status) {
        if (!queues.any()) {
            return deaf(visit, known, status);
        }
        var bucket = visit.tracked().key();
        var told = heard.take(bucket, () -> visit.told(known));
        var next = told;
        try {
            var batch = batch(visit, known, status, told);
            if (!keeper.keep(visit, status, batch, false, batch.problem() == null)) {
                return TrackingPass.End.MORE;
            }
            next = visit.told(batch.known());
            return TrackingPass.End.DONE;
        } finally {
            heard.tellTo(bucket, next);
        }
    }

    private Batch batch(Visit visit, Knowledge known, AccessStatus status, Tallies told) {
        // What comes from now on is held against restrictions that are new; what was heard before was told without
        // them.
        var begun = known.impacts().unknown(visit.candidates());
        var impacts = known.impacts().beginning(begun, clock.instant());
        var batch = Batch.of(known.with(impacts));
        var tally = Objects.requireNonNull(told.tally());
        if (known.baseline().takes(tally)) {
            var understood = new Tallies(tally, impacts.understood(told.impacts()), told.unreadable());
            batch = batch.with(understood, visit.terms(status.acknowledged().keySet()));
        } else {
            logForgotten(tally);
        }
        var trouble = queues.trouble();
        return trouble.isPresent() ? batch.with(trouble.get()) : batch;
    }

    private static void logForgotten(Tally tally) {
        LOG.info(
                "What was known of who uses the bucket was deleted; {} requests that were heard since it was kept last are"
                        + " forgotten with it",
                tally.requests());
    }

    /** What is asked of the bucket while nothing can be heard is not known later: evidence begins anew. */
    private TrackingPass.End deaf(Visit visit, Knowledge known, AccessStatus status) {
        var trouble = queues.trouble().orElseThrow();
        if (status.before().memory() == null) {
            // Nor is anybody learned meanwhile, so learning begins only with a queue.
            throw trouble;
        }
        var kept = keeper.keep(visit, status, Batch.of(known.with(Impacts.NONE)).with(trouble), false, false);
        return kept ? TrackingPass.End.DONE : TrackingPass.End.MORE;
    }
}
