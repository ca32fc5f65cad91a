package io.bucketwarden.access.baseline;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.Operation;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one log object tells of who uses a bucket, in bounded memory. Not to be used by several threads at once. */
public final class Tally implements AccessSink {

    private static final int CACHED = 4_096;

    private final Watched watched;
    private final int exact;
    private final Map<Accessor, Count> counts = new HashMap<>();
    private final Map<String, Hours> hours = new HashMap<>();
    // What has been asked of one address or network is asked again and again.
    private final Map<String, Boolean> outside = new HashMap<>();
    private final Map<String, Accessor> anonymous = new HashMap<>();
    private final Overflow overflow;

    private int refusedCount;
    private int anonymousCount;
    private int namedCount;
    private long requests;
    private long errors;
    private long unreadable;
    private long last = Long.MIN_VALUE;
    private long dropped;

    public Tally(Watched watched) {
        this.watched = watched;
        exact = Math.max(Capacity.EXACT_IN_TALLY, watched.maxAccessors());
        overflow = new Overflow(watched.key(), watched.learningUntil());
    }

    @Override
    public void accept(Access access) {
        if (!access.bucket().equals(watched.bucket())) {
            return;
        }
        requests++;
        errors += access.status() >= 400 ? 1 : 0;
        last = Math.max(last, access.second());
        var letIn = Answers.letIn(access);
        var who = one(access.accessor());
        var count = counts.get(who);
        if (count == null) {
            count = newCount(who, letIn);
            if (count == null) {
                unlisted(who, access, letIn);
                return;
            }
        }
        count.add(access);
        if (letIn) {
            letIn(count, access);
        }
    }

    @Override
    public void unreadable(Fault fault) {
        unreadable++;
    }

    /** Requests to the bucket. */
    public long requests() {
        return requests;
    }

    Watched watched() {
        return watched;
    }

    Collection<Count> counts() {
        return counts.values();
    }

    Collection<Hours> hours() {
        return hours.values();
    }

    Overflow overflow() {
        return overflow;
    }

    long errors() {
        return errors;
    }

    long unreadableParts() {
        return unreadable;
    }

    /** Second of the latest request; before all times where there was none. */
    long last() {
        return last;
    }

    /** How many of those that were let in had no room at all. */
    long dropped() {
        return dropped + overflow.dropped();
    }

    /** What anonymous callers call themselves tells none of them apart. */
    private Accessor one(Accessor who) {
        if (!who.isAnonymous() || who.application().equals(Accessor.UNKNOWN)) {
            return who;
        }
        var same = anonymous.get(who.network());
        if (same == null) {
            same = new Accessor(Accessor.ANONYMOUS, Accessor.UNKNOWN, who.network());
            put(anonymous, who.network(), same);
        }
        return same;
    }

    private @Nullable Count newCount(Accessor who, boolean letIn) {
        if (letIn ? !takeRoom(who) : refusedCount >= Capacity.refused(exact)) {
            return null;
        }
        refusedCount += letIn ? 0 : 1;
        var count = new Count(who, watched.declared());
        counts.put(who, count);
        return count;
    }

    private boolean takeRoom(Accessor who) {
        if (who.isAnonymous()) {
            return anonymousCount < Capacity.anonymous(exact) && ++anonymousCount > 0;
        }
        return namedCount < exact && ++namedCount > 0;
    }

    private void letIn(Count count, Access access) {
        var who = count.accessor;
        if (count.letIn == Count.NEVER && count.requests > 1) {
            // It was refused up to now.
            refusedCount--;
            if (!takeRoom(who)) {
                counts.remove(who);
                unlisted(who, access, true);
                return;
            }
        }
        var second = access.second();
        count.letIn = Math.min(count.letIn, second);
        if (Answers.served(access)) {
            if (!count.service && isOutside(access)) {
                count.outsideNetworks = Math.min(count.outsideNetworks, second);
            }
            if (count.foreign) {
                count.outsideAccounts = Math.min(count.outsideAccounts, second);
            }
            if (isCountedByHour(access)) {
                if (count.hours == null) {
                    count.hours = hoursOf(who.principal());
                }
                addHour(count.hours, access);
            }
        }
    }

    private void unlisted(Accessor who, Access access, boolean letIn) {
        if (!letIn) {
            return;
        }
        var served = Answers.served(access);
        if (served && isCountedByHour(access)) {
            addHour(hoursOf(who.principal()), access);
        }
        if (who.isAnonymous()) {
            return;
        }
        var service = Declared.isService(who.principal());
        var flags = (served && !service && isOutside(access) ? Fingerprints.OUTSIDE_NETWORKS : 0)
                | (served && watched.declared().isOutsideAccounts(who.principal()) ? Fingerprints.OUTSIDE_ACCOUNTS : 0);
        overflow.add(who, access.second(), access.second(), 1, flags);
    }

    private static boolean isCountedByHour(Access access) {
        var kind = access.operation().kind();
        return kind == Operation.Kind.READ || kind == Operation.Kind.DELETE;
    }

    private static void addHour(@Nullable Hours hours, Access access) {
        if (hours != null) {
            hours.add(access.second(), access.operation().kind() == Operation.Kind.DELETE);
        }
    }

    /** Nothing where there are too many principals. */
    private @Nullable Hours hoursOf(String principal) {
        var found = hours.get(principal);
        if (found == null) {
            if (hours.size() >= Capacity.PRINCIPALS) {
                dropped++;
                return null;
            }
            found = new Hours(principal);
            hours.put(principal, found);
        }
        return found;
    }

    private boolean isOutside(Access access) {
        var declared = watched.declared();
        if (!declared.limitsNetworks()) {
            return false;
        }
        if (!access.vpcEndpoint().isEmpty()) {
            return declared.isOutsideEndpoint(access);
        }
        var known = outside.get(access.sourceIp());
        if (known == null) {
            known = declared.isOutsideAddress(access.sourceIp());
            put(outside, access.sourceIp(), known);
        }
        return known;
    }

    private static <V> void put(Map<String, V> cache, String key, V value) {
        if (cache.size() >= CACHED) {
            cache.clear();
        }
        cache.put(key, value);
    }
}
