package io.bucketwarden.access.baseline;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much principals, by fingerprint, did in the latest hours, and in their busiest hour of those that count as usual.
 * Nobody changes what is in it.
 */
record Bursts(Map<Hour, Done> hours, Map<Long, Peak> peaks) {

    static final Bursts NONE = new Bursts(Map.of(), Map.of());

    static final long READS = 10_000;
    static final long DELETES = 100;
    static final long TIMES = 10;

    /** Hours for which it is waited for what comes late. */
    static final long KEPT_HOURS = 24;

    /** @param hour in hours since 1970-01-01 UTC */
    record Hour(long principal, long hour) {}

    /** What was done in an hour, and whether it was told. */
    record Done(long reads, long deletes, boolean toldReads, boolean toldDeletes) {

        static final Done NOTHING = new Done(0, 0, false, false);

        Done and(long moreReads, long moreDeletes) {
            return new Done(reads + moreReads, deletes + moreDeletes, toldReads, toldDeletes);
        }

        long weight() {
            return Math.max(reads * DELETES, deletes * READS);
        }
    }

    /**
     * The busiest hour that was learned, and the busiest that was told: that one is usual, too, once somebody has
     * acknowledged the principal.
     *
     * @param day of the latest of these hours
     */
    record Peak(long reads, long deletes, long toldReads, long toldDeletes, long day) {

        static final Peak NONE = new Peak(0, 0, 0, 0, 0);

        Peak learned(Done done, long onDay) {
            return new Peak(
                    Math.max(reads, done.reads()),
                    Math.max(deletes, done.deletes()),
                    toldReads,
                    toldDeletes,
                    Math.max(day, onDay));
        }

        Peak told(Done done, long onDay) {
            return new Peak(
                    reads,
                    deletes,
                    done.toldReads() ? Math.max(toldReads, done.reads()) : toldReads,
                    done.toldDeletes() ? Math.max(toldDeletes, done.deletes()) : toldDeletes,
                    Math.max(day, onDay));
        }

        long mostReads(boolean acknowledged) {
            return Math.max(READS, TIMES * (acknowledged ? Math.max(reads, toldReads) : reads));
        }

        long mostDeletes(boolean acknowledged) {
            return Math.max(DELETES, TIMES * (acknowledged ? Math.max(deletes, toldDeletes) : deletes));
        }

        /** Less would raise no bound. */
        boolean matters() {
            return Math.max(reads, toldReads) * TIMES > READS || Math.max(deletes, toldDeletes) * TIMES > DELETES;
        }

        private long weight() {
            return Math.max(Math.max(reads, toldReads) * DELETES, Math.max(deletes, toldDeletes) * READS);
        }
    }

    /** The same within its bounds: without what is too old, and of the rest the latest hours and the highest peaks. */
    static Bursts bounded(Map<Hour, Done> hours, Map<Long, Peak> peaks, long newestHour, long forgottenDay) {
        var recent = Comparator.comparingLong(
                        (Map.Entry<Hour, Done> e) -> e.getKey().hour())
                .thenComparingLong(e -> e.getValue().weight())
                .reversed()
                .thenComparingLong(e -> e.getKey().principal());
        var highest = Comparator.comparingLong(
                        (Map.Entry<Long, Peak> e) -> e.getValue().weight())
                .reversed()
                .thenComparingLong(Map.Entry::getKey);
        hours.keySet().removeIf(hour -> hour.hour() <= newestHour - KEPT_HOURS);
        peaks.values().removeIf(peak -> !peak.matters() || peak.day() < forgottenDay);
        return new Bursts(first(hours, recent, Capacity.HOURS), first(peaks, highest, Capacity.PEAKS));
    }

    private static <K, V> Map<K, V> first(Map<K, V> all, Comparator<Map.Entry<K, V>> order, int most) {
        if (all.size() <= most) {
            return all;
        }
        var kept = new HashMap<K, V>();
        for (var entry : all.entrySet().stream().sorted(order).limit(most).toList()) {
            kept.put(entry.getKey(), entry.getValue());
        }
        return kept;
    }

    /** In an order that is always the same. */
    List<Map.Entry<Hour, Done>> sortedHours() {
        return hours.entrySet().stream()
                .sorted(Comparator.comparingLong(
                                (Map.Entry<Hour, Done> e) -> e.getKey().hour())
                        .thenComparingLong(e -> e.getKey().principal()))
                .toList();
    }
}
