package io.bucketwarden.events;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which events came already: a queue may deliver a message twice, and two rules may send the same event. */
public final class SeenIds {

    static final Duration REMEMBERED = Duration.ofHours(1);
    static final int MOST = 100_000;

    private final InstantSource clock;

    /** In the order in which they came, so that the oldest stand first. */
    private final Map<String, Instant> seen = new LinkedHashMap<>();

    public SeenIds(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether an event comes for the first time in an hour; from now on it does not. */
    public synchronized boolean isNew(String id) {
        forgetOld();
        var isNew = seen.putIfAbsent(id, clock.instant()) == null;
        if (seen.size() > MOST) {
            seen.remove(seen.keySet().iterator().next());
        }
        return isNew;
    }

    /** Lets an event be new again whose handling failed, so that it is not passed over when it is redelivered. */
    public synchronized void forget(String id) {
        seen.remove(id);
    }

    synchronized int size() {
        return seen.size();
    }

    private void forgetOld() {
        var since = clock.instant().minus(REMEMBERED);
        var oldest = seen.values().iterator();
        while (oldest.hasNext() && oldest.next().isBefore(since)) {
            oldest.remove();
        }
    }
}
