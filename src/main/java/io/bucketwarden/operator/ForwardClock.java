package io.bucketwarden.operator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still where the one behind it goes back, so that what has ended stays ended. Forgets at a restart. */
final class ForwardClock implements InstantSource {

    private final InstantSource behind;
    private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.MIN);

    ForwardClock(InstantSource behind) {
        this.behind = behind;
    }

    @Override
    public Instant instant() {
        var now = behind.instant();
        return latest.accumulateAndGet(now, (before, next) -> next.isAfter(before) ? next : before);
    }
}
