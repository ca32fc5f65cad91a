package io.bucketwarden.access.impact;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.impact.Example.Seen;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What is counted of requests, by days since 1970-01-01 UTC, in bounded memory. Changes while it is counted. */
final class Counts {

    static final int MAX_DAYS = 100;
    static final int MAX_PRINCIPALS = 40;
    static final int MAX_EXAMPLES = 20;

    private static final int FEW_EXAMPLES = 10;
    private static final long SECONDS_OF_A_DAY = 86_400;

    /** Within which S3 delivers what it logs, nearly all of it. */
    private static final long DAYS_OF_DELIVERY = 2;

    final TreeMap<Long, Day> days = new TreeMap<>();

    /** Requests denied, by principal and day. */
    final Map<String, TreeMap<Long, Long>> principals = new LinkedHashMap<>();

    final Map<Example, Seen> examples = new LinkedHashMap<>();

    /** What could not be read while there was no day on which to count it. */
    long undated;

    private long lastDay = Long.MIN_VALUE;
    private @Nullable Day last;

    static long day(long second) {
        return Math.floorDiv(second, SECONDS_OF_A_DAY);
    }

    void count(Access access, Judgement judgement) {
        var day = dayOf(access.second());
        day.requests++;
        switch (judgement.answer()) {
            case FINE -> {}
            case DENIED -> {
                day.denied++;
                denied(access.accessor().principal(), day(access.second()), 1);
                example(access, null);
            }
            case CANNOT_TELL -> {
                var doubt = Objects.requireNonNull(judgement.doubt());
                day.doubt(doubt, 1);
                example(access, doubt);
            }
        }
    }

    void unreadable() {
        undated++;
    }

    private Day dayOf(long second) {
        long number = day(second);
        if (last == null || number != lastDay) {
            last = days.computeIfAbsent(number, _ -> new Day());
            lastDay = number;
            dropDays();
        }
        return last;
    }

    private void dropDays() {
        while (days.size() > MAX_DAYS) {
            // Forged days of the future must not push out what was counted.
            var first = days.pollFirstEntry().getValue();
            days.firstEntry().getValue().add(first);
        }
    }

    private void denied(String principal, long day, long count) {
        var known = principals.get(principal);
        if (known == null) {
            if (principals.size() >= MAX_PRINCIPALS) {
                days.computeIfAbsent(day, _ -> new Day()).others = true;
                return;
            }
            known = new TreeMap<>();
            principals.put(principal, known);
        }
        known.merge(day, count, Long::sum);
    }

    private void example(Access access, @Nullable Doubt doubt) {
        var network = access.accessor().network();
        var where = network.equals(Accessor.UNKNOWN) && !access.sourceIp().isEmpty() ? access.sourceIp() : network;
        add(
                new Example(
                        access.accessor().principal(), where, access.operation().name(), doubt),
                new Seen(1, access.second(), access.second()));
    }

    /** Of those denied and of those in doubt there may be so many each. */
    private void add(Example example, Seen seen) {
        var known = examples.get(example);
        if (known != null) {
            examples.put(example, known.and(seen));
        } else if (examples.size() < 2 * MAX_EXAMPLES
                && examples.keySet().stream()
                                .filter(other -> (other.doubt() == null) == (example.doubt() == null))
                                .count()
                        < MAX_EXAMPLES) {
            examples.put(example, seen);
        }
    }

    /** Both together, which changes neither. */
    Counts and(Counts other) {
        var sum = new Counts();
        sum.add(this);
        sum.add(other);
        return sum;
    }

    private void add(Counts other) {
        other.days.forEach(
                (number, day) -> days.computeIfAbsent(number, _ -> new Day()).add(day));
        other.principals.forEach((principal, counts) -> counts.forEach((day, count) -> denied(principal, day, count)));
        other.examples.forEach(this::add);
        undated += other.undated;
        dropDays();
    }

    /** What could not be read counts on the latest day, on which it is remembered longest. */
    Counts dated() {
        if (undated == 0 || days.isEmpty()) {
            return this;
        }
        var dated = and(new Counts());
        var latest = dated.days.lastEntry().getValue();
        latest.requests += undated;
        latest.doubt(Doubt.UNREADABLE, undated);
        dated.undated = 0;
        return dated;
    }

    /**
     * The same from a day on. What tells a time of more than a day after now is of now, and cannot be told: it must neither
     * hide as what is yet to come nor be remembered until then.
     */
    Counts since(long first, Instant now) {
        long today = day(now.getEpochSecond());
        long end = today + 2;
        var kept = new Counts();
        kept.undated = undated;
        days.subMap(first, true, end, false)
                .forEach((number, day) ->
                        kept.days.computeIfAbsent(number, _ -> new Day()).add(day));
        long forged = days.tailMap(end, true).values().stream()
                .mapToLong(day -> day.requests)
                .sum();
        if (forged > 0) {
            var day = kept.days.computeIfAbsent(today, _ -> new Day());
            day.requests += forged;
            day.doubt(Doubt.FUTURE, forged);
        }
        principals.forEach((principal, counts) ->
                counts.subMap(first, true, end, false).forEach((day, count) -> kept.denied(principal, day, count)));
        examples.forEach((example, seen) -> {
            if (day(seen.first()) >= end) {
                kept.add(
                        example.because(Doubt.FUTURE),
                        new Seen(seen.count(), now.getEpochSecond(), now.getEpochSecond()));
            } else if (day(seen.last()) >= first) {
                kept.add(
                        example,
                        new Seen(seen.count(), seen.first(), Math.min(seen.last(), end * SECONDS_OF_A_DAY - 1)));
            }
        });
        return kept;
    }

    /**
     * Days on which not one request was counted, of the whole days after the first. The log of yesterday and today may still
     * be on its way.
     */
    List<Long> silentDays(long first, long today) {
        long due = today - DAYS_OF_DELIVERY;
        var silent = LongStream.rangeClosed(first + 1, due)
                .filter(day -> !isHeard(day))
                .boxed()
                .toList();
        // So few days that none of them must have come whole.
        var nothing = first + 1 > due && LongStream.rangeClosed(due, today).noneMatch(this::isHeard);
        return nothing ? List.of(Math.max(first, due)) : silent;
    }

    private boolean isHeard(long number) {
        var day = days.get(number);
        return day != null && day.requests > 0;
    }

    /** The same with fewer names; the numbers stay. */
    Counts smaller() {
        var kept = and(new Counts());
        if (kept.examples.size() > FEW_EXAMPLES) {
            removeLast(kept.examples, kept.examples.size() / 2);
        } else {
            var gone = removeLast(kept.principals, (kept.principals.size() + 1) / 2);
            gone.values()
                    .forEach(counts -> counts.keySet()
                            .forEach(day -> kept.days.computeIfAbsent(day, _ -> new Day()).others = true));
        }
        return kept;
    }

    private static <K, V> Map<K, V> removeLast(Map<K, V> map, int count) {
        var gone = new LinkedHashMap<K, V>();
        int keep = map.size() - count;
        for (var entries = map.entrySet().iterator(); entries.hasNext(); ) {
            var entry = entries.next();
            if (keep-- <= 0) {
                gone.put(entry.getKey(), entry.getValue());
                entries.remove();
            }
        }
        return gone;
    }

    long requests() {
        return days.values().stream().mapToLong(day -> day.requests).sum() + undated;
    }

    long denied() {
        return days.values().stream().mapToLong(day -> day.denied).sum();
    }

    long cannotTell() {
        return days.values().stream().mapToLong(Day::cannotTell).sum() + undated;
    }

    boolean hasOthers() {
        return days.values().stream().anyMatch(day -> day.others);
    }

    Map<Doubt, Long> doubts() {
        var all = new HashMap<Doubt, Long>();
        days.values().forEach(day -> day.doubts.forEach((doubt, count) -> all.merge(doubt, count, Long::sum)));
        if (undated > 0) {
            all.merge(Doubt.UNREADABLE, undated, Long::sum);
        }
        return all;
    }
}
