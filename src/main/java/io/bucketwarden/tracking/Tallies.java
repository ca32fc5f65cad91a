package io.bucketwarden.tracking;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.baseline.Tally;
import io.bucketwarden.access.impact.ImpactTally;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that one log object tells of a bucket, or what was heard of it in a while. */
final class Tallies implements AccessSink {

    private final @Nullable Tally tally;
    private final List<ImpactTally> impacts;
    private long unreadable;
    private @Nullable Fault fault;

    /**
     * @param tally null where only restrictions are held against requests that were counted before
     * @param impacts one for each restriction
     */
    Tallies(@Nullable Tally tally, List<ImpactTally> impacts) {
        this(tally, impacts, 0);
    }

    /** The same as another one, with some of its restrictions. */
    Tallies(@Nullable Tally tally, List<ImpactTally> impacts, long unreadable) {
        this.tally = tally;
        this.impacts = impacts;
        this.unreadable = unreadable;
    }

    @Override
    public void accept(Access access) {
        if (tally != null) {
            tally.accept(access);
        }
        for (var impact : impacts) {
            impact.accept(access);
        }
    }

    @Override
    public void unreadable(Fault fault) {
        unreadable++;
        // Where content breaks off, more is lost than a line.
        this.fault = this.fault == null || fault == Fault.DAMAGED ? fault : this.fault;
        if (tally != null) {
            tally.unreadable(fault);
        }
        for (var impact : impacts) {
            impact.unreadable(fault);
        }
    }

    @Nullable
    Tally tally() {
        return tally;
    }

    List<ImpactTally> impacts() {
        return impacts;
    }

    long unreadable() {
        return unreadable;
    }

    /** Why something could not be read; null where all could. */
    @Nullable
    Fault fault() {
        return fault;
    }
}
