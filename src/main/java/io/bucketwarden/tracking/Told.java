package io.bucketwarden.tracking;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.baseline.Tally;
import io.bucketwarden.access.baseline.Watched;

/** All that one log object tells of a bucket. */
final class Told implements AccessSink {

    private final Tally tally;
    private long unreadable;

    Told(Watched watched) {
        tally = new Tally(watched);
    }

    @Override
    public void accept(Access access) {
        tally.accept(access);
    }

    @Override
    public void unreadable(Fault fault) {
        unreadable++;
        tally.unreadable(fault);
    }

    Tally tally() {
        return tally;
    }

    long unreadable() {
        return unreadable;
    }
}
