package io.bucketwarden.operator.inventory;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import io.bucketwarden.fleet.Inventory;
import io.bucketwarden.fleet.ListedBucket;
import io.bucketwarden.fleet.Problem;
import io.bucketwarden.posture.CallFailed;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the accounts in which fleets look for their buckets, each by itself, once for all who ask. Tags, and regions where
 * the server names none, are read only of those buckets whose choice hangs on them.
 */
public final class Inventories implements AutoCloseable {

    private static final class Shelf {
        private Wanted wanted;
        private @Nullable Inventory inventory;
        private int failures;
        private boolean running;
        private boolean again;

        /** Whether nothing that is known of its buckets may serve any longer. */
        private boolean anew = true;

        /** When all of it was asked for last, by {@link System#nanoTime}. */
        private long askedAnew;

        /** Of these, nothing that is known may serve, since something was heard of them. */
        private final Set<String> heardOf = new HashSet<>();

        private @Nullable ScheduledFuture<?> next;
        private long requests;
        private long begun;
        private long done;
        private final Gaps gaps;

        Shelf(Wanted wanted, Gaps gaps) {
            this.wanted = wanted;
            this.gaps = gaps;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Inventories.class);
    /** Requests do not make an account be listed without a break. */
    private static final Duration SPACING = Duration.ofSeconds(1);

    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final int MAX_DOUBLINGS = 6;

    /** Listings that may fail in a row before anybody is told, as long as there is an earlier one. */
    private static final int TOLERATED_FAILURES = 3;

    private final Lister lister;
    private final Duration retry;
    private volatile Runnable changed = () -> {};
    private final Map<GrantedAccount, Shelf> shelves = new HashMap<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("listings-due").factory());

    public Inventories(Lister lister) {
        this(lister, RETRY);
    }

    /** Lists nothing before it is started; after a listing that had no answer it waits for {@code retry}. */
    public Inventories(Lister lister, Duration retry) {
        this.lister = lister;
        this.retry = retry;
        timer.setRemoveOnCancelPolicy(true);
    }

    /** The listener hears that an account holds other buckets, or other tags, than before, or was listed as asked. */
    public void start(Runnable listener) {
        changed = listener;
    }

    /** These accounts are to be listed from now on, and no others. */
    public synchronized void want(Map<GrantedAccount, Wanted> accounts) {
        shelves.entrySet().removeIf(shelf -> {
            var isGone = !accounts.containsKey(shelf.getKey());
            if (isGone && shelf.getValue().next != null) {
                shelf.getValue().next.cancel(false);
            }
            return isGone;
        });
        accounts.forEach((account, wanted) -> {
            var shelf = shelves.get(account);
            if (shelf == null) {
                shelf = new Shelf(wanted, new Gaps(lister, account));
                shelves.put(account, shelf);
                list(account, shelf);
            } else {
                shelf.wanted = wanted;
                if (lacks(shelf)) {
                    shelf.anew = true;
                    list(account, shelf);
                }
            }
        });
    }

    /** What is known of each account that has been listed. */
    public synchronized Map<GrantedAccount, Inventory> known() {
        var known = new HashMap<GrantedAccount, Inventory>();
        shelves.forEach((account, shelf) -> {
            if (shelf.inventory != null) {
                known.put(account, shelf.inventory);
            }
        });
        return known;
    }

    /** How many listings are due some time. */
    int due() {
        return timer.getQueue().size();
    }

    /** Lists an account again now, as when a person asks for a check; returns a number to ask {@link #isDone} with. */
    synchronized long refresh(GrantedAccount account) {
        var shelf = shelves.get(account);
        if (shelf == null) {
            return 0;
        }
        shelf.requests++;
        shelf.anew = true;
        list(account, shelf);
        return shelf.requests;
    }

    /**
     * A bucket has come or gone, or carries other tags, as far as was heard. Its account is listed soon; what is known of
     * the other buckets there holds until they are due.
     *
     * @param account whose bucket it is; null when that was not told
     * @param tagsOnly whether it was about the tags, which most selectors do not ask for
     */
    public synchronized void heardOf(@Nullable String account, String bucket, boolean tagsOnly) {
        shelves.forEach((granted, shelf) -> {
            var isMeant =
                    granted.id() == null || account == null || granted.id().equals(account);
            if (isMeant && (!tagsOnly || asksForTags(shelf, bucket))) {
                shelf.heardOf.add(bucket);
                listSoon(granted, shelf);
            }
        });
    }

    private static boolean asksForTags(Shelf shelf, String bucket) {
        return shelf.inventory == null
                || shelf.inventory.buckets().stream()
                        .filter(listed -> listed.name().equals(bucket))
                        .map(listed -> new ListedBucket(bucket, listed.region()))
                        .anyMatch(shelf.wanted::needsTagsOf);
    }

    /** Whether a listing has ended that began after a request, whoever else has asked since. */
    public synchronized boolean isDone(GrantedAccount account, long request) {
        var shelf = shelves.get(account);
        return shelf == null || shelf.done >= request;
    }

    @Override
    public synchronized void close() {
        timer.shutdownNow();
        shelves.clear();
    }

    private static boolean lacks(Shelf shelf) {
        return shelf.inventory != null
                && shelf.inventory.buckets().stream()
                        .anyMatch(bucket -> bucket.unread() == null
                                && (shelf.wanted.needsRegionOf(bucket) || shelf.wanted.needsTagsOf(bucket)));
    }

    private void list(GrantedAccount account, Shelf shelf) {
        if (shelf.running) {
            shelf.again = true;
            return;
        }
        if (shelf.next != null) {
            shelf.next.cancel(false);
        }
        shelf.running = true;
        shelf.begun = shelf.requests;
        Thread.ofVirtual().name("listing-" + account.id()).start(() -> run(account, shelf));
    }

    private void listSoon(GrantedAccount account, Shelf shelf) {
        if (shelf.running) {
            shelf.again = true;
        } else if (shelf.next == null || shelf.next.getDelay(TimeUnit.NANOSECONDS) > SPACING.toNanos()) {
            if (shelf.next != null) {
                shelf.next.cancel(false);
            }
            shelf.next = timer.schedule(() -> due(account, shelf), SPACING.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void run(GrantedAccount account, Shelf shelf) {
        Inventory next;
        try {
            next = look(account, shelf);
            succeeded(shelf);
        } catch (CallFailed e) {
            next = failed(account, shelf, e);
        } catch (RuntimeException e) {
            LOG.error("A bug while account {} was listed", account.id(), e);
            next = failed(account, shelf, new CallFailed(Reason.CheckFailed, "A bug in the operator; see its log.", e));
        }
        if (ended(account, shelf, next)) {
            changed.run();
        }
    }

    private Inventory look(GrantedAccount account, Shelf shelf) {
        var buckets = lister.list(account);
        Wanted wanted;
        Inventory before;
        Predicate<String> holds;
        synchronized (this) {
            wanted = shelf.wanted;
            before = shelf.inventory;
            // Listings for what was heard of do not put off the one that asks for everything.
            var anew = shelf.anew || !untilAnew(shelf).isPositive();
            var heardOf = Set.copyOf(shelf.heardOf);
            holds = bucket -> !anew && !heardOf.contains(bucket);
            shelf.anew = false;
            shelf.askedAnew = anew ? System.nanoTime() : shelf.askedAnew;
            shelf.heardOf.clear();
        }
        return new Inventory(shelf.gaps.filled(buckets, wanted, before, holds), null);
    }

    private synchronized void succeeded(Shelf shelf) {
        shelf.failures = 0;
    }

    private synchronized Inventory failed(GrantedAccount account, Shelf shelf, CallFailed why) {
        shelf.failures++;
        shelf.anew = true;
        var before = shelf.inventory;
        if (before != null && why.reason() == Reason.CheckFailed && shelf.failures <= TOLERATED_FAILURES) {
            return before;
        }
        var whose = account.id() == null ? "The operator's own account" : "Account " + account.id();
        return new Inventory(
                before == null ? List.of() : before.buckets(),
                new Problem(why.reason(), whose + " cannot be listed: " + why.text()));
    }

    private synchronized boolean ended(GrantedAccount account, Shelf shelf, Inventory next) {
        var isNew = !next.equals(shelf.inventory) || shelf.done < shelf.begun;
        shelf.done = shelf.begun;
        shelf.running = false;
        shelf.inventory = next;
        if (shelves.get(account) != shelf || timer.isShutdown()) {
            return false;
        }
        var wait = shelf.again ? SPACING : wait(shelf);
        shelf.again = false;
        shelf.next = timer.schedule(() -> due(account, shelf), wait.toMillis(), TimeUnit.MILLISECONDS);
        return isNew;
    }

    private static Duration untilAnew(Shelf shelf) {
        return shelf.wanted.every().minusNanos(System.nanoTime() - shelf.askedAnew);
    }

    private Duration wait(Shelf shelf) {
        var reads = shelf.gaps.failures();
        if (shelf.failures == 0 && reads == 0) {
            return untilAnew(shelf);
        }
        // Another try costs a call for each bucket, so one that goes on failing is tried less and less often.
        var every = shelf.wanted.every();
        var wait = shelf.failures > 0 ? retry : retry.multipliedBy(1L << Math.clamp(reads - 1L, 0, MAX_DOUBLINGS));
        return wait.compareTo(every) < 0 ? wait : every;
    }

    private synchronized void due(GrantedAccount account, Shelf shelf) {
        if (shelves.get(account) == shelf && !shelf.running) {
            list(account, shelf);
        }
    }
}
