package io.bucketwarden.page;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps answers for a short time, and not more than there is room for: whoever was not asked for longest goes first. What has
 * ended is dropped as soon as another one is kept.
 */
final class ShortMemory<K, V> {

    private record Kept<V>(V value, Instant until) {}

    private final int room;
    private final InstantSource clock;
    private Instant firstEnd = Instant.MAX;
    private final Map<K, Kept<V>> kept = new LinkedHashMap<>(16, 0.75f, true);

    ShortMemory(int room, InstantSource clock) {
        this.room = room;
        this.clock = clock;
    }

    synchronized Optional<V> get(K key) {
        var found = kept.get(key);
        if (found == null) {
            return Optional.empty();
        }
        if (!found.until().isAfter(clock.instant())) {
            kept.remove(key);
            return Optional.empty();
        }
        return Optional.of(found.value());
    }

    synchronized V keep(K key, V value, Duration time) {
        var now = clock.instant();
        if (!firstEnd.isAfter(now)) {
            kept.values().removeIf(one -> !one.until().isAfter(now));
            firstEnd = kept.values().stream()
                    .map(Kept::until)
                    .min(Instant::compareTo)
                    .orElse(Instant.MAX);
        }
        var until = now.plus(time);
        kept.put(key, new Kept<>(value, until));
        firstEnd = until.isBefore(firstEnd) ? until : firstEnd;
        if (kept.size() > room) {
            kept.remove(kept.keySet().iterator().next());
        }
        return value;
    }

    synchronized int size() {
        return kept.size();
    }
}
