package io.bucketwarden.tracking;

import io.bucketwarden.access.reading.Cursor;
import io.bucketwarden.access.reading.LogLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is gone through in several turns. It takes memory, so there is an end to it, and a share for each namespace. */
final class Errands {

    static final int MOST = 32;
    static final int OF_ONE_NAMESPACE = 8;

    private record Held(String namespace, Errand errand) {}

    private final Map<Tracked.Key, Held> held = new HashMap<>();

    /** Hands out what was kept for a bucket, if its log is still as it was read until then. */
    synchronized Optional<Errand> take(Tracked tracked, Cursor cursor, LogLayout layout) {
        return Optional.ofNullable(held.remove(tracked.key()))
                .map(Held::errand)
                .filter(errand -> errand.isOf(cursor, layout));
    }

    /** Returns whether it is kept until the next turn. */
    synchronized boolean keep(Tracked tracked, Errand errand) {
        held.remove(tracked.key());
        var mine = held.values().stream()
                .filter(one -> one.namespace().equals(tracked.namespace()))
                .count();
        if (held.size() >= MOST || mine >= OF_ONE_NAMESPACE) {
            return false;
        }
        held.put(tracked.key(), new Held(tracked.namespace(), errand));
        return true;
    }

    synchronized void keepOnly(Set<Tracked.Key> tracked) {
        held.keySet().retainAll(tracked);
    }
}
