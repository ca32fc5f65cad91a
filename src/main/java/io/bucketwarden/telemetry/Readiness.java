package io.bucketwarden.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** Ready once healthy, and for a minute after: a watch that reconnects is no reason to leave the service. */
public final class Readiness implements BooleanSupplier {

    private static final Duration TOLERATED = Duration.ofMinutes(1);

    private final BooleanSupplier healthy;
    private final InstantSource clock;
    private volatile Instant lastHealthy = Instant.MIN;

    public Readiness(BooleanSupplier healthy, InstantSource clock) {
        this.healthy = healthy;
        this.clock = clock;
    }

    @Override
    public boolean getAsBoolean() {
        var now = clock.instant();
        if (healthy.getAsBoolean()) {
            lastHealthy = now;
        }
        return lastHealthy.isAfter(now.minus(TOLERATED));
    }
}
