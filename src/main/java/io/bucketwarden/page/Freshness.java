package io.bucketwarden.page;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How old it is what is known of many buckets.
 *
 * @param oldest the last check of the bucket that was not looked at for longest; null where none was
 * @param newest null where none was looked at
 */
record Freshness(
        Map<Checked.State, Long> counts,
        @Nullable Instant oldest,
        @Nullable Instant newest) {

    static Freshness of(Collection<Checked> all) {
        var counts = new EnumMap<Checked.State, Long>(Checked.State.class);
        @Nullable Instant oldest = null;
        @Nullable Instant newest = null;
        for (var one : all) {
            counts.merge(one.state(), 1L, Long::sum);
            var at = one.at();
            if (at != null) {
                oldest = oldest == null || at.isBefore(oldest) ? at : oldest;
                newest = newest == null || at.isAfter(newest) ? at : newest;
            }
        }
        return new Freshness(counts, oldest, newest);
    }

    long count(Checked.State state) {
        return counts.getOrDefault(state, 0L);
    }
}
