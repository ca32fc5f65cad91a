package io.bucketwarden.access.baseline;

import io.bucketwarden.access.Accessor;
import io.bucketwarden.api.S3BucketAccessStatus.AccessorState;
import java.util.Comparator;
import java.util.Set;

/**
 * What is known of one accessor that is listed. Times are seconds since 1970-01-01 UTC.
 *
 * @param letIn when it was first seen to have permission; {@link Count#NEVER} where S3 has always refused it
 */
record Seen(
        Accessor accessor,
        String id,
        FingerprintKey.Prints prints,
        long first,
        long last,
        long requests,
        long errors,
        long reads,
        long writes,
        long deletes,
        long lists,
        long letIn,
        boolean outsideNetworks,
        boolean outsideAccounts) {

    /** The busiest of the latest day first. */
    static final Comparator<Seen> RANK = Comparator.comparingLong((Seen seen) -> Days.of(seen.last))
            .thenComparingLong(Seen::requests)
            .thenComparingLong(Seen::last)
            .reversed()
            .thenComparing(Seen::id);

    static Seen of(Count count, FingerprintKey key, long now) {
        return new Seen(
                count.accessor,
                Ids.of(count.accessor),
                key.prints(count.accessor),
                Math.clamp(count.first, 0, now),
                Math.min(count.last, now),
                count.requests,
                count.errors,
                count.reads,
                count.writes,
                count.deletes,
                count.lists,
                count.letIn == Count.NEVER ? Count.NEVER : Math.clamp(count.letIn, 0, now),
                count.outsideNetworks != Count.NEVER,
                count.outsideAccounts != Count.NEVER);
    }

    /** Both together. */
    Seen and(Seen other) {
        return new Seen(
                accessor,
                id,
                prints,
                Math.min(first, other.first),
                Math.max(last, other.last),
                requests + other.requests,
                errors + other.errors,
                reads + other.reads,
                writes + other.writes,
                deletes + other.deletes,
                lists + other.lists,
                Math.min(letIn, other.letIn),
                outsideNetworks || other.outsideNetworks,
                outsideAccounts || other.outsideAccounts);
    }

    /** The same, with permission since then at the latest. */
    Seen letInSince(long second) {
        return with(last, Math.min(letIn, second), outsideNetworks, outsideAccounts);
    }

    Seen outside(boolean networks, boolean accounts) {
        return with(last, letIn, networks, accounts);
    }

    /** The same, seen then as well. */
    Seen at(long second) {
        return with(Math.max(last, second), letIn, outsideNetworks, outsideAccounts);
    }

    private Seen with(long newLast, long newLetIn, boolean networks, boolean accounts) {
        return new Seen(
                accessor, id, prints, first, newLast, requests, errors, reads, writes, deletes, lists, newLetIn,
                networks, accounts);
    }

    boolean isLetIn() {
        return letIn != Count.NEVER;
    }

    /** Who was never let in has not been learned, whenever it tried. */
    AccessorState state(long learningUntil, Set<String> acknowledged) {
        return acknowledged.contains(id)
                ? AccessorState.Acknowledged
                : letIn <= learningUntil ? AccessorState.Learned : AccessorState.New;
    }

    int flags(long learningUntil, Set<String> acknowledged) {
        return (letIn <= learningUntil ? Fingerprints.LEARNED : 0)
                | (outsideNetworks ? Fingerprints.OUTSIDE_NETWORKS : 0)
                | (outsideAccounts ? Fingerprints.OUTSIDE_ACCOUNTS : 0)
                | (acknowledged.contains(id) ? Fingerprints.ACKNOWLEDGED : 0);
    }
}
