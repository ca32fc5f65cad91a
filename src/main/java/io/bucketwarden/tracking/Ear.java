package io.bucketwarden.tracking;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was heard of one bucket since it was kept last. While a pass keeps that, and before the first pass, requests wait
 * here one by one; of those for which there is no room it is known that there were some.
 */
final class Ear {

    /** Requests that wait for one bucket: a pass has what was heard for seconds at most. */
    static final int MOST = 5_000;

    private final Semaphore room;
    private @Nullable Tallies told;
    private List<Access> waiting = new ArrayList<>();
    private long missed;
    private boolean deaf;

    /** @param room for requests that wait, of all buckets together */
    Ear(Semaphore room) {
        this.room = room;
    }

    synchronized void hear(Access access) {
        if (deaf) {
            return;
        }
        if (told != null) {
            told.accept(access);
        } else if (waiting.size() < MOST && room.tryAcquire()) {
            waiting.add(access);
        } else {
            missed++;
        }
    }

    /** What was heard; from now on requests wait. */
    synchronized Tallies take(Supplier<Tallies> first) {
        var heard = told == null ? withWaiting(first.get()) : told;
        told = null;
        return heard;
    }

    /** What waited is told to that one, and so is all that comes. */
    synchronized void tellTo(Tallies next) {
        told = withWaiting(next);
    }

    synchronized void close() {
        deaf = true;
        told = null;
        forgetWaiting();
    }

    private Tallies withWaiting(Tallies next) {
        waiting.forEach(next::accept);
        for (long i = 0; i < missed; i++) {
            next.unreadable(Fault.DAMAGED);
        }
        forgetWaiting();
        return next;
    }

    private void forgetWaiting() {
        room.release(waiting.size());
        waiting = new ArrayList<>();
        missed = 0;
    }
}
