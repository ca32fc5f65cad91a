package io.bucketwarden.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long something took, many times over, in milliseconds. */
final class Latencies {

    private final List<Long> all = new ArrayList<>();

    synchronized void add(long millis) {
        all.add(millis);
    }

    synchronized int count() {
        return all.size();
    }

    /** The median and the 99th percentile. */
    synchronized void put(String which, Map<String, Object> figures) {
        var sorted = all.stream().sorted().toList();
        figures.put(which + "_median_ms", at(sorted, 50));
        figures.put(which + "_p99_ms", at(sorted, 99));
    }

    /** By nearest rank; -1 when there is none. */
    private static long at(List<Long> sorted, int percent) {
        return sorted.isEmpty() ? -1 : sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }
}
