package io.bucketwarden.operator;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Does something every second from when it is started until it is closed. */
final class Ticker implements AutoCloseable {

    /** A policy that is deleted tells nobody, so this is how long its buckets stay without the next in rank. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("fleet").factory());
    private final AtomicBoolean started = new AtomicBoolean();

    /** @param tick throws nothing */
    void start(Runnable tick) {
        if (started.compareAndSet(false, true)) {
            var _ = thread.scheduleWithFixedDelay(tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
