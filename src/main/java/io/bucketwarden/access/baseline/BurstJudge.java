package io.bucketwarden.access.baseline;

import io.bucketwarden.access.Accessor;
import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Whether somebody read or deleted far more within an hour than it ever did while it was learned. */
final class BurstJudge {

    private final Parts old;
    private final Tally tally;
    private final Terms terms;
    private final Map<Count, Seen> fresh;
    private final Set<Long> acknowledged = new HashSet<>();
    private final Map<Bursts.Hour, Bursts.Done> hours;
    private final Map<Long, Bursts.Peak> peaks;

    BurstJudge(Parts old, Tally tally, Terms terms, Map<Count, Seen> fresh, Map<Accessor, Seen> seen) {
        this.old = old;
        this.tally = tally;
        this.terms = terms;
        this.fresh = fresh;
        hours = new HashMap<>(old.bursts().hours());
        peaks = new HashMap<>(old.bursts().peaks());
        seen.values().forEach(this::note);
        fresh.values().forEach(this::note);
    }

    private void note(Seen one) {
        if (terms.acknowledged().contains(one.id())) {
            acknowledged.add(one.prints().principal());
        }
    }

    Bursts judge(List<Draft> drafts) {
        var thisHour = Math.floorDiv(terms.now().getEpochSecond(), Hours.SECONDS);
        for (var one : tally.hours()) {
            var principal = old.key().principal(one.principal());
            one.each((hour, reads, deletes) -> hours.merge(
                    new Bursts.Hour(principal, Math.min(hour, thisHour)),
                    Bursts.Done.NOTHING.and(reads, deletes),
                    (before, more) -> before.and(more.reads(), more.deletes())));
            one.each((hour, reads, deletes) -> learn(new Bursts.Hour(principal, Math.min(hour, thisHour))));
        }
        for (var one : tally.hours()) {
            var principal = old.key().principal(one.principal());
            one.each((hour, reads, deletes) ->
                    judge(one.principal(), new Bursts.Hour(principal, Math.min(hour, thisHour)), drafts));
        }
        var newest =
                Math.max(old.readUntil(), Math.min(tally.last(), terms.now().getEpochSecond()));
        return Bursts.bounded(hours, peaks, Math.floorDiv(newest, Hours.SECONDS), Days.of(terms.forgottenBefore()));
    }

    private void learn(Bursts.Hour hour) {
        if (isLearned(hour)) {
            peaks.put(hour.principal(), peak(hour).learned(done(hour), day(hour)));
        }
    }

    private void judge(String principal, Bursts.Hour hour, List<Draft> drafts) {
        if (isLearned(hour)) {
            return;
        }
        var done = done(hour);
        var usual = acknowledged.contains(hour.principal());
        var reads = done.reads() > peak(hour).mostReads(usual);
        var deletes = done.deletes() > peak(hour).mostDeletes(usual);
        if (reads && !done.toldReads()) {
            drafts.add(draft(
                    AlertKind.ReadBurst,
                    principal,
                    hour,
                    done.reads(),
                    peak(hour).mostReads(usual),
                    c -> c.reads));
        }
        if (deletes && !done.toldDeletes()) {
            drafts.add(draft(
                    AlertKind.DeleteBurst,
                    principal,
                    hour,
                    done.deletes(),
                    peak(hour).mostDeletes(usual),
                    c -> c.deletes));
        }
        var after =
                new Bursts.Done(done.reads(), done.deletes(), done.toldReads() || reads, done.toldDeletes() || deletes);
        if (after.toldReads() || after.toldDeletes()) {
            hours.put(hour, after);
            peaks.put(hour.principal(), peak(hour).told(after, day(hour)));
        }
    }

    private Draft draft(
            AlertKind kind, String principal, Bursts.Hour hour, long requests, long bound, ToLongFunction<Count> what) {
        var busiest = fresh.entrySet().stream()
                .filter(e -> e.getKey().accessor.principal().equals(principal))
                .max(Comparator.comparingLong((Map.Entry<Count, Seen> e) -> what.applyAsLong(e.getKey()))
                        .thenComparing(e -> e.getValue().id()));
        return new Draft(
                kind,
                hour.hour() * Hours.SECONDS,
                principal,
                busiest.map(Map.Entry::getKey).orElse(null),
                busiest.map(e -> e.getValue().id()).orElse(null),
                requests,
                1,
                bound);
    }

    private boolean isLearned(Bursts.Hour hour) {
        return hour.hour() * Hours.SECONDS <= old.learningUntil();
    }

    private Bursts.Done done(Bursts.Hour hour) {
        return hours.getOrDefault(hour, Bursts.Done.NOTHING);
    }

    private Bursts.Peak peak(Bursts.Hour hour) {
        return peaks.getOrDefault(hour.principal(), Bursts.Peak.NONE);
    }

    private static long day(Bursts.Hour hour) {
        return Days.of(hour.hour() * Hours.SECONDS);
    }
}
