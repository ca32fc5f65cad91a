package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.fleet.Assignment;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.fleet.Changes;
import io.bucketwarden.fleet.Claim;
import io.bucketwarden.fleet.Roster;
import io.bucketwarden.fleet.Standing;
import io.bucketwarden.fleet.World;
import io.bucketwarden.operator.inventory.Inventories;
import io.bucketwarden.operator.inventory.Relistings;
import io.bucketwarden.operator.inventory.Wanted;
import io.bucketwarden.operator.inventory.Whereabouts;
import io.bucketwarden.operator.rules.Acceptance;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the {@link Roster} true: whatever changes among policies, grants, namespaces and accounts, it is made anew, and
 * the buckets for which something else is asked than before are looked at.
 */
final class Fleet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    /** A change that concerns at most so many buckets goes before routine looks. */
    private static final int FEW = 100;

    private final Policies policies;
    private final Tenancy tenancy;
    private final Inventories inventories;
    private final Whereabouts whereabouts;
    private final Relistings relistings;
    private final Schedule schedule;
    private final BucketQueue queue;
    private final Consumer<BucketId> gone;
    private final StatusPace pace;
    private final Books books = new Books();
    private final AtomicLong wanted = new AtomicLong();
    private final ReentrantLock mustering = new ReentrantLock();
    private final Ticker ticker = new Ticker();
    private volatile Runnable everySecond = () -> {};
    private volatile BiPredicate<@Nullable Assignment, Assignment> note = (before, after) -> false;
    private volatile Roster roster = Roster.EMPTY;
    private volatile Map<String, S3BucketPolicy> known = Map.of();
    private volatile boolean stale;
    private long done;

    Fleet(
            Policies policies,
            Tenancy tenancy,
            Inventories inventories,
            Whereabouts whereabouts,
            Schedule schedule,
            BucketQueue queue,
            StatusPace pace,
            Consumer<BucketId> gone) {
        this.policies = policies;
        this.tenancy = tenancy;
        this.inventories = inventories;
        this.whereabouts = whereabouts;
        this.relistings = new Relistings(inventories);
        this.schedule = schedule;
        this.queue = queue;
        this.pace = pace;
        this.gone = gone;
        inventories.start(this::changed);
    }

    /** @param taker takes note of a change that needs no look, and answers whether it did; its first argument may be null */
    void takeNote(BiPredicate<@Nullable Assignment, Assignment> taker) {
        note = taker;
    }

    /** @param what runs as long as there is a policy */
    void everySecond(Runnable what) {
        everySecond = what;
    }

    /** Something may have changed; it is looked after soon. */
    void changed() {
        stale = true;
    }

    /** Returns when the policy, as it is now, has been taken into account. */
    void notice(S3BucketPolicy policy) {
        // A standby is asked nothing, and so looks at nothing.
        ticker.start(this::tick);
        var seen = known.get(policy.getMetadata().getUid());
        if (seen == null || Policies.isOther(seen, policy)) {
            muster();
        }
    }

    /** How a policy stands; empty when there is none such, or when it cannot be acted upon. */
    Optional<Standing> standing(String uid) {
        return Optional.ofNullable(roster.standings().get(uid));
    }

    Optional<Assignment> assignment(BucketId bucket) {
        return Optional.ofNullable(roster.assignments().get(bucket));
    }

    Roster roster() {
        return roster;
    }

    /** Whether the very same is still asked of a bucket. */
    boolean asks(Claim claim) {
        return assignment(claim.bucket()).filter(now -> now.asks(claim)).isPresent();
    }

    /** A bucket turned out to be in a region. Who has a say is worked out anew with that. */
    void found(BucketId bucket, String region) {
        whereabouts.found(bucket, region);
        changed();
    }

    /** A bucket is not where it was found, or gone. */
    void lost(BucketId bucket) {
        whereabouts.lost(bucket);
        changed();
    }

    Book book(S3BucketPolicy policy) {
        return books.of(policy);
    }

    /** What each policy says of each of its buckets; a bucket with several policies is there several times. */
    Stream<BucketStatus> statuses() {
        return books.statuses(roster.standings());
    }

    void reportAll() {
        known.values().forEach(this::reportSoon);
    }

    /** Whether every policy has been taken into account, and every account listed that one needs. */
    boolean isUnderstood() {
        return !hasOtherPolicies() && known.values().stream().noneMatch(this::isListing);
    }

    /** There is something new to report of a policy. */
    void reportSoon(S3BucketPolicy policy) {
        standing(policy.getMetadata().getUid())
                .ifPresent(standing -> pace.due(policy, standing.buckets().size(), wait(policy)));
    }

    /** Whether a report is due now, not only later. */
    boolean isReportable(S3BucketPolicy policy) {
        return pace.take(policy, isWaiting(policy));
    }

    /** A report that was due could not be made. */
    void reportAgain(S3BucketPolicy policy) {
        pace.again(policy);
    }

    /** Whether accounts are being listed before anything new can be said of a policy. */
    boolean isListing(S3BucketPolicy policy) {
        var uid = policy.getMetadata().getUid();
        return relistings.isAwaited(uid)
                || standing(uid).filter(Standing::waiting).isPresent();
    }

    private StatusPace.Wait wait(S3BucketPolicy policy) {
        // A paused one is looked at by nobody, so there is nothing to wait for.
        if (!isWaiting(policy) || policy.isPaused()) {
            return StatusPace.Wait.NOTHING;
        }
        return book(policy).said().answers(policy) ? StatusPace.Wait.UNASKED : StatusPace.Wait.ASKED;
    }

    private boolean isWaiting(S3BucketPolicy policy) {
        return isListing(policy) || book(policy).isWaiting();
    }

    @Override
    public void close() {
        ticker.close();
        inventories.close();
    }

    private void changedNow() {
        changed();
        tick();
    }

    private void tick() {
        try {
            everySecond.run();
            if (whereabouts.isOwnUnknown()) {
                whereabouts.askForOwn(this::changedNow);
            }
            if (stale || hasOtherPolicies()) {
                muster();
            }
        } catch (RuntimeException | LinkageError e) {
            stale = true;
            LOG.error("A bug while it was worked out who governs what", e);
        }
    }

    private boolean hasOtherPolicies() {
        var before = known;
        var now = new HashSet<String>();
        return policies.all().anyMatch(policy -> {
                    var uid = policy.getMetadata().getUid();
                    now.add(uid);
                    var seen = before.get(uid);
                    return seen == null || Policies.isOther(seen, policy);
                })
                || now.size() != before.size();
    }

    /** Makes the roster anew. Whoever comes while another does so waits for one run after that, shared by all of them. */
    private void muster() {
        var mine = wanted.incrementAndGet();
        mustering.lock();
        try {
            if (done < mine) {
                var upTo = wanted.get();
                stale = false;
                musterNow();
                done = upTo;
            }
        } finally {
            mustering.unlock();
        }
    }

    private void musterNow() {
        var all = policies.all().toList();
        var acceptable = all.stream().filter(Acceptance::allows).toList();
        var relisted = relistings.takeEnded();
        var seenOfAws = whereabouts.seen(inventories.known());
        var world = new World(acceptable, tenancy.grants(), tenancy.namespaces(), seenOfAws);
        var before = roster;
        var after = Roster.of(world);
        inventories.want(Wanted.by(world, schedule::interval));
        relistings.request(acceptable, known, world);
        var seen = new HashMap<String, S3BucketPolicy>();
        all.forEach(policy -> seen.put(policy.getMetadata().getUid(), policy));
        roster = after;
        whereabouts.keepOnly(bucket -> after.assignments().containsKey(bucket) || world.lists(bucket));
        if (acceptable.stream().anyMatch(world::asksForOwn)) {
            whereabouts.askForOwn(this::changedNow);
        }
        forgetTheGone(before, after, seen);
        var changes = Changes.between(before, after);
        changes.awaited().forEach(one -> book(one.policy()).expect(one.buckets()));
        acceptable.forEach(policy -> settle(policy, before, after, relisted));
        changes.buckets().forEach(assignment -> {
            if (!note.test(before.assignments().get(assignment.bucket()), assignment)) {
                queue.now(assignment.bucket(), changes.buckets().size() <= FEW);
            }
        });
        known = seen;
    }

    private void forgetTheGone(Roster before, Roster after, Map<String, S3BucketPolicy> seen) {
        before.assignments().keySet().stream()
                .filter(bucket -> !after.assignments().containsKey(bucket))
                .forEach(bucket -> {
                    queue.forget(bucket);
                    gone.accept(bucket);
                });
        books.keepOnly(seen.keySet());
        known.values().stream()
                .filter(policy -> !seen.containsKey(policy.getMetadata().getUid()))
                .map(ResourceID::fromResource)
                .forEach(pace::forget);
    }

    private void settle(S3BucketPolicy policy, Roster before, Roster after, Collection<String> relisted) {
        var uid = policy.getMetadata().getUid();
        var now = after.standings().get(uid);
        var then = before.standings().get(uid);
        if (now != null) {
            book(policy).keepOnly(now.buckets());
            if (!now.equals(then) || isWaiting(policy) || relisted.contains(uid)) {
                reportSoon(policy);
            }
        }
    }
}
