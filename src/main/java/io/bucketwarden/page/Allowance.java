package io.bucketwarden.page;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** So many at once, and so many a second from then on. */
final class Allowance {

    private final double most;
    private final double perSecond;
    private final InstantSource clock;
    private double left;
    private Instant at;

    Allowance(int most, int perSecond, InstantSource clock) {
        this.most = most;
        this.perSecond = perSecond;
        this.clock = clock;
        this.left = most;
        this.at = clock.instant();
    }

    /** Whether there was one left. */
    synchronized boolean take() {
        var now = clock.instant();
        var passed = Duration.between(at, now).toMillis() / 1_000.0;
        left = Math.min(most, left + Math.max(0, passed) * perSecond);
        at = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
