package io.bucketwarden.access.baseline;

import io.bucketwarden.access.Accessor;
import io.bucketwarden.api.S3BucketAccessStatus;
import io.bucketwarden.api.S3BucketAccessStatus.Alert;
import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One log object is merged into a baseline. */
final class Merging {

    // Below that share there is room again.
    private static final double ROOM = 0.9;

    private final Parts old;
    private final Tally tally;
    private final Terms terms;
    private final long now;
    private final long until;
    private final Map<Accessor, Seen> seen;
    private final Fingerprints principals;
    private final Fingerprints applications;
    private final Fingerprints accessors;
    private final List<Draft> drafts = new ArrayList<>();

    Merging(Parts old, Tally tally, Terms terms) {
        this.old = old;
        this.tally = tally;
        this.terms = terms;
        now = terms.now().getEpochSecond();
        until = old.learningUntil();
        seen = new HashMap<>(old.seen());
        principals = old.principals().copy();
        applications = old.applications().copy();
        accessors = old.accessors().copy();
    }

    Merged run() {
        if (old.declared() != tally.watched().declared().print()) {
            forgetOutside();
        }
        forget();
        var fresh = fresh();
        var newcomers = new Newcomers(
                new Known(seen.values(), principals, applications), seen, accessors, terms, until, now, old.told());
        drafts.addAll(newcomers.judge(fresh, tally));
        var bursts = new BurstJudge(old, tally, terms, fresh, seen).judge(drafts);
        fresh.values().forEach(this::join);
        joinOverflow();
        makeRoom();
        var saturated = isSaturated();
        if (saturated && !old.saturated()) {
            drafts.add(new Draft(AlertKind.Saturated, Math.min(tally.last(), now), "", null, null, 0, 1, 0));
        }
        var alerts = Draft.alerts(drafts);
        return new Merged(
                new Baseline(new Parts(
                        old.key(),
                        old.learningSince(),
                        until,
                        Map.copyOf(seen),
                        principals,
                        applications,
                        accessors,
                        bursts,
                        latest(alerts),
                        old.totals().and(tally, Draft.number(drafts)),
                        newcomers.told(),
                        tally.last() == Long.MIN_VALUE
                                ? old.readUntil()
                                : Math.max(old.readUntil(), Math.min(tally.last(), now)),
                        saturated,
                        tally.watched().declared().print())),
                alerts);
    }

    /** Other limits were declared: who is outside is judged anew. */
    private void forgetOutside() {
        seen.replaceAll((who, one) -> one.outside(false, false));
        accessors.clear(Fingerprints.OUTSIDE_NETWORKS | Fingerprints.OUTSIDE_ACCOUNTS);
    }

    private void forget() {
        var before = terms.forgottenBefore();
        seen.values().removeIf(one -> one.last() < before);
        principals.forgetBefore(Days.of(before));
        applications.forgetBefore(Days.of(before));
        accessors.forgetBefore(Days.of(before));
    }

    /** Who is in the tally by name, without those that would be forgotten at once. */
    private Map<Count, Seen> fresh() {
        var fresh = new HashMap<Count, Seen>();
        for (var count : tally.counts()) {
            if (count.last >= terms.forgottenBefore()) {
                fresh.put(count, Seen.of(count, old.key(), now));
            }
        }
        return fresh;
    }

    private void join(Seen more) {
        var before = seen.get(more.accessor());
        if (before != null) {
            seen.put(more.accessor(), before.and(more));
            return;
        }
        var print = more.prints().accessor();
        if (!accessors.contains(print)) {
            seen.put(more.accessor(), more);
            return;
        }
        // It was known by fingerprint, and has a chance to be listed again.
        var flags = accessors.flags(print);
        accessors.remove(print);
        var since = (flags & Fingerprints.LEARNED) != 0 ? until : Math.max(until + 1, more.first());
        seen.put(
                more.accessor(),
                more.letInSince(since)
                        .outside(
                                more.outsideNetworks() || (flags & Fingerprints.OUTSIDE_NETWORKS) != 0,
                                more.outsideAccounts() || (flags & Fingerprints.OUTSIDE_ACCOUNTS) != 0));
    }

    private void joinOverflow() {
        var overflow = tally.overflow();
        if (overflow.accessors.size() == 0) {
            return;
        }
        var listed = new HashMap<Long, Accessor>();
        seen.forEach((who, one) -> listed.put(one.prints().accessor(), who));
        var today = Days.of(now);
        var first = Days.of(terms.forgottenBefore());
        overflow.principals.each((print, day, flags) -> add(principals, print, day, flags, first, today));
        overflow.applications.each((print, day, flags) -> add(applications, print, day, flags, first, today));
        overflow.accessors.each((print, day, flags) -> {
            var who = listed.get(print);
            if (who == null) {
                add(accessors, print, day, flags, first, today);
            } else {
                seen.computeIfPresent(
                        who,
                        (same, one) -> one.at(Math.min(day * Days.SECONDS, now))
                                .letInSince(
                                        (flags & Fingerprints.LEARNED) != 0 ? until : Math.max(until + 1, one.first()))
                                .outside(
                                        one.outsideNetworks() || (flags & Fingerprints.OUTSIDE_NETWORKS) != 0,
                                        one.outsideAccounts() || (flags & Fingerprints.OUTSIDE_ACCOUNTS) != 0));
            }
        });
    }

    private static void add(Fingerprints to, long print, long day, int flags, long first, long today) {
        if (day >= first) {
            to.add(print, Math.min(day, today), flags);
        }
    }

    private void makeRoom() {
        if (seen.size() <= terms.maxAccessors()
                && seen.values().stream().filter(one -> !one.isLetIn()).count()
                        <= Capacity.refused(terms.maxAccessors())) {
            return;
        }
        var room = Room.of(seen.values(), terms.maxAccessors(), until, terms.acknowledged());
        seen.clear();
        room.listed().forEach(one -> seen.put(one.accessor(), one));
        // The latest day first: of one day those that came first stay.
        room.evicted().stream()
                .sorted(Comparator.comparingLong(Seen::last).reversed())
                .forEach(one -> {
                    var day = Days.of(one.last());
                    var flags = one.flags(until, terms.acknowledged());
                    principals.add(one.prints().principal(), day, flags & Fingerprints.LEARNED);
                    applications.add(one.prints().application(), day, flags & Fingerprints.LEARNED);
                    accessors.add(one.prints().accessor(), day, flags);
                });
    }

    private boolean isSaturated() {
        var dropped = principals.dropped() + applications.dropped() + accessors.dropped() + tally.dropped();
        return dropped > 0 || (old.saturated() && (isTight(principals) || isTight(applications) || isTight(accessors)));
    }

    private static boolean isTight(Fingerprints prints) {
        return prints.size() > prints.capacity() * ROOM;
    }

    private List<Alert> latest(List<Alert> alerts) {
        var all = new ArrayList<>(alerts);
        all.addAll(old.alerts());
        return Gravity.kept(all, S3BucketAccessStatus.MAX_ALERTS);
    }
}
