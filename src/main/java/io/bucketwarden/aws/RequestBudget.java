package io.bucketwarden.aws;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * A token bucket: at most {@code rate} requests per second on average, with bursts of up to one second's worth.
 * Waiting is first come, first served.
 */
final class RequestBudget {

    private static final long SECOND = 1_000_000_000L;

    private final long nanosPerRequest;
    private final LongSupplier nanoTime;
    private final LongConsumer park;
    private final ReentrantLock lock = new ReentrantLock(true);
    private long nextFree;

    RequestBudget(int rate, LongSupplier nanoTime, LongConsumer park) {
        this.nanosPerRequest = SECOND / rate;
        this.nanoTime = nanoTime;
        this.park = park;
        this.nextFree = nanoTime.getAsLong() - SECOND;
    }

    static RequestBudget perSecond(int rate) {
        return new RequestBudget(rate, System::nanoTime, LockSupport::parkNanos);
    }

    /**
     * Returns when one more request may be sent.
     *
     * @throws AbortedException when the thread is interrupted, which it stays
     */
    void take() {
        var due = spend();
        for (var wait = due - nanoTime.getAsLong(); wait > 0; wait = due - nanoTime.getAsLong()) {
            if (Thread.currentThread().isInterrupted()) {
                throw AbortedException.create("Interrupted while waiting to send a request");
            }
            park.accept(wait);
        }
    }

    /** Counts a request without waiting, and returns when it would have been due. */
    long spend() {
        lock.lock();
        try {
            var due = Math.max(nextFree, nanoTime.getAsLong() - SECOND);
            nextFree = due + nanosPerRequest;
            return due;
        } finally {
            lock.unlock();
        }
    }
}
