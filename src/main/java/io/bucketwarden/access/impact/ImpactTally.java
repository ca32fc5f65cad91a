package io.bucketwarden.access.impact;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Fault;

/**
 * Counts what one restriction would have done to the requests to one bucket that one object of a log tells of. Requests to
 * other buckets are ignored. What could not be read may have been a request to this one, so it counts as one of which it
 * cannot be told.
 */
public final class ImpactTally implements AccessSink {

    private final String bucket;
    private final Judge judge;
    private final Counts counts = new Counts();

    public ImpactTally(String bucket, Candidate candidate) {
        this(bucket, new Judge(candidate));
    }

    /** @param judge kept over many objects, since it remembers its answers */
    public ImpactTally(String bucket, Judge judge) {
        this.bucket = bucket;
        this.judge = judge;
    }

    @Override
    public void accept(Access access) {
        if (access.bucket().equals(bucket)) {
            counts.count(access, judge.judge(access));
        }
    }

    @Override
    public void unreadable(Fault fault) {
        counts.unreadable();
    }

    public String facet() {
        return judge.candidate().facet();
    }

    Candidate candidate() {
        return judge.candidate();
    }

    /** What could not be read counts on the latest day that is told beside it. */
    Counts counts() {
        return counts.dated();
    }
}
