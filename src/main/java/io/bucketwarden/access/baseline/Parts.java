package io.bucketwarden.access.baseline;

import io.bucketwarden.access.Accessor;
import io.bucketwarden.api.S3BucketAccessStatus.Alert;
import java.util.List;
import java.util.Map;

/**
 * All that a baseline consists of; nobody changes what is in it.
 *
 * @param learningSince second from which it is learned, and {@code learningUntil} up to which
 * @param readUntil second of the latest request; {@link Long#MIN_VALUE} where none was read
 * @param saturated whether there is no room for all whom it would have to remember
 * @param declared fingerprint of the limits that the outside marks are about
 * @param alerts the newest first
 */
record Parts(
        FingerprintKey key,
        long learningSince,
        long learningUntil,
        Map<Accessor, Seen> seen,
        Fingerprints principals,
        Fingerprints applications,
        Fingerprints accessors,
        Bursts bursts,
        List<Alert> alerts,
        Totals totals,
        LastTold told,
        long readUntil,
        boolean saturated,
        long declared) {

    Parts with(long until, Totals newTotals) {
        return new Parts(
                key,
                learningSince,
                until,
                seen,
                principals,
                applications,
                accessors,
                bursts,
                alerts,
                newTotals,
                told,
                readUntil,
                saturated,
                declared);
    }

    /** Counts over all that was read. */
    record Totals(long requests, long errors, long logObjects, long vanishedObjects, long unreadable, long alerts) {

        static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0);

        Totals vanished() {
            return new Totals(requests, errors, logObjects, vanishedObjects + 1, unreadable, alerts);
        }

        Totals and(Tally tally, long told) {
            return new Totals(
                    requests + tally.requests(),
                    errors + tally.errors(),
                    logObjects + 1,
                    vanishedObjects,
                    unreadable + tally.unreadableParts(),
                    alerts + told);
        }
    }

    /**
     * The latest day of which something was told of anonymous callers: there is no end to their networks, so it is told
     * once a day.
     */
    record LastTold(long anonymous, long networks, long accounts) {

        static final long NEVER = -1;

        /** While it was learned. */
        static final long LEARNING = 0;

        static final LastTold NOTHING = new LastTold(NEVER, NEVER, NEVER);
    }
}
