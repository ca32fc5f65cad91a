package io.bucketwarden.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ready once healthy, and for a minute after: a watch that reconnects is no reason to leave the service. That it is not
 * ready any more, and why, and that it is again, goes into the log.
 */
public final class Readiness {

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final Duration TOLERATED = Duration.ofMinutes(1);

    /** So long one answer serves whoever probes, since to find it may take a question to the API server. */
    private static final Duration SERVES = Duration.ofSeconds(5);

    private final BooleanSupplier healthy;
    private final Supplier<String> trouble;
    private final InstantSource clock;
    private Instant lastHealthy = Instant.MIN;
    private boolean wasReady;
    private String told = "";
    private String why = "";
    private Instant asked = Instant.MIN;

    /** @param trouble why it is not healthy, for people; asked only while it is not ready, and not by each who probes */
    public Readiness(BooleanSupplier healthy, Supplier<String> trouble, InstantSource clock) {
        this.healthy = healthy;
        this.trouble = trouble;
        this.clock = clock;
    }

    /** Why it is not ready; empty while it is. */
    public synchronized Optional<String> unready() {
        var now = clock.instant();
        if (healthy.getAsBoolean()) {
            lastHealthy = now;
        }
        if (lastHealthy.isAfter(now.minus(TOLERATED))) {
            if (!told.isEmpty()) {
                LOG.info("Ready again");
                told = "";
            }
            asked = Instant.MIN;
            wasReady = true;
            return Optional.empty();
        }
        if (!asked.isAfter(now.minus(SERVES))) {
            why = trouble.get();
            asked = now;
        }
        if (wasReady && !why.equals(told)) {
            LOG.warn("Not ready any more: {}", why);
            told = why;
        }
        return Optional.of(why);
    }
}
