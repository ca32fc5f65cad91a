package io.bucketwarden.bench;

import io.bucketwarden.servers.OperatorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The most memory that was resident while this was open, as seen four times a second. */
final class Resident implements AutoCloseable {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private volatile long peak;

    Resident(OperatorProcess operator) {
        timer.scheduleAtFixedRate(() -> peak = Math.max(peak, mib(operator)), 0, 250, TimeUnit.MILLISECONDS);
    }

    long peakMib() {
        return peak;
    }

    private static long mib(OperatorProcess operator) {
        try {
            return operator.residentMib();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
