package io.bucketwarden.access.impact;

import java.util.EnumMap;
import java.util.Map;

/** What was counted on one day. Changes while it is counted. */
final class Day {

    long requests;
    long denied;

    /** Whether some were denied to principals that are not among those kept by name. */
    boolean others;

    final EnumMap<Doubt, Long> doubts = new EnumMap<>(Doubt.class);

    void doubt(Doubt doubt, long count) {
        doubts.merge(doubt, count, Long::sum);
    }

    long cannotTell() {
        return doubts.values().stream().mapToLong(Long::longValue).sum();
    }

    void add(Day other) {
        requests += other.requests;
        denied += other.denied;
        others |= other.others;
        for (Map.Entry<Doubt, Long> doubt : other.doubts.entrySet()) {
            doubt(doubt.getKey(), doubt.getValue());
        }
    }
}
