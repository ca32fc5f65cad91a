package io.bucketwarden.access.baseline;

import io.bucketwarden.access.Accessor;

/** Who of one log object has no room by name: only that they were seen is kept. */
final class Overflow {

    final Fingerprints principals = new Fingerprints(Capacity.PRINCIPALS);
    final Fingerprints applications = new Fingerprints(Capacity.APPLICATIONS);
    final Fingerprints accessors = new Fingerprints(Capacity.ACCESSORS);

    private final FingerprintKey key;
    private final long learningUntil;

    /** When the first of them came. */
    long since = Count.NEVER;

    long requests;

    Overflow(FingerprintKey key, long learningUntil) {
        this.key = key;
        this.learningUntil = learningUntil;
    }

    /** Only whoever is let in: of others there is no end. */
    void add(Accessor who, long from, long until, long count, int outside) {
        var day = Days.of(until);
        var learned = from <= learningUntil ? Fingerprints.LEARNED : 0;
        since = Math.min(since, from);
        requests += count;
        principals.add(key.principal(who.principal()), day, learned);
        applications.add(key.application(who), day, learned);
        accessors.add(key.accessor(who), day, learned | outside);
    }

    long dropped() {
        return principals.dropped() + applications.dropped() + accessors.dropped();
    }
}
