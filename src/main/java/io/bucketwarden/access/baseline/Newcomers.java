package io.bucketwarden.access.baseline;

import io.bucketwarden.access.Accessor;
import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Of those in one log object, who is to be told: who is new, anonymous, or outside of what is declared. */
final class Newcomers {

    private final Known known;
    private final Map<Accessor, Seen> seen;
    private final Fingerprints accessors;
    private final Terms terms;
    private final long until;
    private final long now;
    private final List<Draft> drafts = new ArrayList<>();
    private Parts.LastTold told;

    Newcomers(
            Known known,
            Map<Accessor, Seen> seen,
            Fingerprints accessors,
            Terms terms,
            long until,
            long now,
            Parts.LastTold told) {
        this.known = known;
        this.seen = seen;
        this.accessors = accessors;
        this.terms = terms;
        this.until = until;
        this.now = now;
        this.told = told;
    }

    Parts.LastTold told() {
        return told;
    }

    List<Draft> judge(Map<Count, Seen> fresh, Tally tally) {
        var byTime = new ArrayList<>(fresh.entrySet());
        byTime.sort(Comparator.comparingLong(
                        (Map.Entry<Count, Seen> e) -> e.getValue().letIn())
                .thenComparing(e -> e.getValue().id()));
        var overflow = tally.overflow();
        // Whatever of it was learned is known, before it is asked who is new.
        overflow.principals.each((print, day, flags) -> {
            if ((flags & Fingerprints.LEARNED) != 0) {
                known.learnPrincipal(print);
            }
        });
        overflow.applications.each((print, day, flags) -> {
            if ((flags & Fingerprints.LEARNED) != 0) {
                known.learnApplication(print);
            }
        });
        for (var entry : byTime) {
            var one = entry.getValue();
            if (one.isLetIn()) {
                judge(entry.getKey(), one);
            }
        }
        judge(overflow);
        return drafts;
    }

    private void judge(Count count, Seen one) {
        var quiet = terms.acknowledged().contains(one.id());
        var after = one.letIn() > until;
        if (one.accessor().isAnonymous()) {
            if (!quiet && isToldOfAnonymous(one, after)) {
                told = new Parts.LastTold(
                        after ? Days.of(one.letIn()) : Parts.LastTold.LEARNING, told.networks(), told.accounts());
                drafts.add(Draft.of(AlertKind.AnonymousAccess, one.letIn(), count, one.id()));
            }
        } else if (!quiet && after) {
            if (!known.principal(one.prints().principal())) {
                drafts.add(Draft.of(AlertKind.NewPrincipal, one.letIn(), count, one.id()));
            } else if (!known.application(one.prints().application())) {
                drafts.add(Draft.of(AlertKind.NewApplication, one.letIn(), count, one.id()));
            }
        }
        known.learn(one.prints());
        if (!quiet) {
            outside(count, one);
        }
    }

    /** The first time also while it is learned: that anybody may use a bucket is nothing to get used to unheard. */
    private boolean isToldOfAnonymous(Seen one, boolean after) {
        if (told.anonymous() == Parts.LastTold.NEVER) {
            return true;
        }
        var before = seen.get(one.accessor());
        return after && (before == null || !before.isLetIn()) && Days.of(one.letIn()) > told.anonymous();
    }

    private void outside(Count count, Seen one) {
        var before = seen.get(one.accessor());
        var flags =
                before == null ? accessors.flags(one.prints().accessor()) : before.flags(until, terms.acknowledged());
        var anonymous = one.accessor().isAnonymous();
        if (one.outsideNetworks() && (flags & Fingerprints.OUTSIDE_NETWORKS) == 0) {
            var second = Math.min(count.outsideNetworks, now);
            if (!anonymous || Days.of(second) > told.networks()) {
                drafts.add(Draft.of(AlertKind.OutsideNetworks, second, count, one.id()));
            }
            if (anonymous) {
                told = new Parts.LastTold(
                        told.anonymous(), Math.max(told.networks(), Days.of(second)), told.accounts());
            }
        }
        if (one.outsideAccounts() && (flags & Fingerprints.OUTSIDE_ACCOUNTS) == 0) {
            var second = Math.min(count.outsideAccounts, now);
            if (!anonymous || Days.of(second) > told.accounts()) {
                drafts.add(Draft.of(AlertKind.OutsideAccounts, second, count, one.id()));
            }
            if (anonymous) {
                told = new Parts.LastTold(
                        told.anonymous(), told.networks(), Math.max(told.accounts(), Days.of(second)));
            }
        }
    }

    /** Of those without a name it can only be told how many there are. */
    private void judge(Overflow overflow) {
        var principals = new long[1];
        overflow.principals.each((print, day, flags) -> principals[0] += known.principal(print) ? 0 : 1);
        var applications = new long[1];
        overflow.applications.each((print, day, flags) -> applications[0] += known.application(print) ? 0 : 1);
        var networks = new long[1];
        var accounts = new long[1];
        var listed = new HashMap<Long, Seen>();
        if (overflow.accessors.size() > 0) {
            seen.values().forEach(one -> listed.put(one.prints().accessor(), one));
        }
        overflow.accessors.each((print, day, flags) -> {
            var before = listed.get(print);
            var fresh = flags & ~(before == null ? accessors.flags(print) : before.flags(until, terms.acknowledged()));
            networks[0] += (fresh & Fingerprints.OUTSIDE_NETWORKS) != 0 ? 1 : 0;
            accounts[0] += (fresh & Fingerprints.OUTSIDE_ACCOUNTS) != 0 ? 1 : 0;
        });
        unnamed(AlertKind.NewPrincipal, overflow, principals[0]);
        // The first application of a new principal is told with it.
        unnamed(AlertKind.NewApplication, overflow, applications[0] - principals[0]);
        unnamed(AlertKind.OutsideNetworks, overflow, networks[0]);
        unnamed(AlertKind.OutsideAccounts, overflow, accounts[0]);
    }

    private void unnamed(AlertKind kind, Overflow overflow, long number) {
        if (number > 0) {
            drafts.add(Draft.unnamed(kind, overflow, now, number));
        }
    }
}
