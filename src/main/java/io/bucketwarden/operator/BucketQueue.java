package io.bucketwarden.operator;

import io.bucketwarden.aws.Accounts;
import io.bucketwarden.fleet.BucketId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When each bucket is looked at. A bucket is never looked at twice at the same time, so its writes are serialised; and
 * each account has places of its own, so one that does not answer delays no other.
 */
final class BucketQueue implements AutoCloseable {

    /** Looks at a bucket, and says when to look again. */
    interface Looker {
        Next at(BucketId bucket, boolean whole);
    }

    private static final class Entry {
        private final BucketId bucket;
        private final Lane lane;
        private @Nullable ScheduledFuture<?> timer;
        private boolean queued;
        private boolean running;
        private boolean again;
        private boolean prompt;
        private boolean whole;
        private boolean forgotten;
        private final FullCheck fullCheck = new FullCheck();

        Entry(BucketId bucket, Lane lane) {
            this.bucket = bucket;
            this.lane = lane;
        }
    }

    private static final class Lane {
        private final String account;
        private final Deque<Entry> prompt = new ArrayDeque<>();
        private final Deque<Entry> routine = new ArrayDeque<>();
        private int entries;
        private int running;

        Lane(String account) {
            this.account = account;
        }

        @Nullable
        Entry poll() {
            var first = prompt.poll();
            return first != null ? first : routine.poll();
        }
    }

    /** Below the grace period of a pod, so that running passes may end. */
    static final Duration TERMINATION = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(BucketQueue.class);
    private static final Duration AFTER_A_BUG = Duration.ofSeconds(30);

    private final int atOnce;
    private final Semaphore places;
    private volatile Looker look = (bucket, whole) -> new Next(AFTER_A_BUG, false, true);
    private final Map<BucketId, Entry> entries = new HashMap<>();
    private final Map<String, Lane> lanes = new HashMap<>();
    private final ScheduledThreadPoolExecutor timer = timer();
    private int running;
    private boolean closed;

    /** @param atOnce looks at the same time in one account */
    BucketQueue(int atOnce) {
        this.atOnce = atOnce;
        // An end to the looks of all accounts together bounds memory.
        this.places = new Semaphore(atOnce * (Accounts.STUCK_AT_ONCE + 1));
    }

    synchronized void look(Looker how) {
        look = how;
    }

    /** The bucket is to be looked at now; if it is being looked at, once more after that. */
    synchronized void now(BucketId bucket, boolean prompt) {
        var entry = entries.computeIfAbsent(bucket, this::entry);
        entry.forgotten = false;
        wake(entry, prompt, true);
    }

    /** What has changed of the bucket is to be looked at now; returns false for one that is no business of ours. */
    synchronized boolean touched(BucketId bucket) {
        var entry = entries.get(bucket);
        if (entry == null || entry.forgotten) {
            return false;
        }
        wake(entry, true, false);
        return true;
    }

    /** No full check is further away than this from now on. */
    synchronized void hasten(Supplier<Duration> within) {
        for (var entry : entries.values()) {
            var soon = within.get();
            if (entry.fullCheck.hasten(soon, System.nanoTime(), entry.running)
                    && entry.timer != null
                    && entry.timer.getDelay(TimeUnit.NANOSECONDS) > soon.toNanos()) {
                schedule(entry, new Next(soon, false, true));
            }
        }
    }

    private void wake(Entry entry, boolean prompt, boolean whole) {
        entry.whole |= whole;
        if (entry.running) {
            entry.again = true;
            entry.prompt |= prompt;
        } else {
            enqueue(entry, prompt);
        }
    }

    /** The bucket is nobody's business any more. */
    synchronized void forget(BucketId bucket) {
        var entry = entries.get(bucket);
        if (entry == null) {
            return;
        }
        entry.forgotten = true;
        entry.again = false;
        if (entry.timer != null) {
            entry.timer.cancel(false);
        }
        // One that is being looked at stays, so that nobody looks at it a second time meanwhile.
        if (!entry.running) {
            remove(entry);
        }
    }

    synchronized int size() {
        return entries.size();
    }

    /** How many are due and wait for a place. */
    synchronized int waiting() {
        return (int) entries.values().stream().filter(entry -> entry.queued).count();
    }

    synchronized int running() {
        return running;
    }

    /** Takes no more, and waits for the looks that are under way, but not for long. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            timer.shutdownNow();
            entries.values().forEach(entry -> entry.forgotten = true);
            var until = System.nanoTime() + TERMINATION.toNanos();
            try {
                for (var left = until - System.nanoTime(); running > 0 && left > 0; left = until - System.nanoTime()) {
                    wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Entry entry(BucketId bucket) {
        var lane = lanes.computeIfAbsent(bucket.account(), Lane::new);
        lane.entries++;
        return new Entry(bucket, lane);
    }

    /** Where no grants are required, anybody may name accounts, so one without a bucket must not be kept. */
    private void remove(Entry entry) {
        entries.remove(entry.bucket);
        if (--entry.lane.entries == 0) {
            lanes.remove(entry.lane.account);
        }
    }

    private void enqueue(Entry entry, boolean prompt) {
        if (entry.timer != null) {
            entry.timer.cancel(false);
            entry.timer = null;
        }
        if (entry.forgotten || closed || (entry.queued && (entry.prompt || !prompt))) {
            return;
        }
        var lane = entry.lane;
        if (entry.queued) {
            lane.routine.remove(entry);
        }
        entry.queued = true;
        entry.prompt = prompt;
        (prompt ? lane.prompt : lane.routine).add(entry);
        pump(lane);
    }

    private void pump(Lane lane) {
        while (lane.running < atOnce && !closed) {
            var entry = lane.poll();
            if (entry == null) {
                return;
            }
            entry.queued = false;
            entry.prompt = false;
            if (!entry.forgotten) {
                entry.running = true;
                lane.running++;
                running++;
                var whole = entry.whole;
                entry.whole = false;
                Thread.ofVirtual().name("bucket-" + entry.bucket.name()).start(() -> run(entry, whole));
            }
        }
    }

    private void run(Entry entry, boolean whole) {
        var next = new Next(AFTER_A_BUG, false, true);
        places.acquireUninterruptibly();
        try {
            if (!isClosed()) {
                next = look.at(entry.bucket, whole);
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.error("A bug while {} was looked at", entry.bucket.name(), e);
        } finally {
            places.release();
            ended(entry, whole, next);
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void ended(Entry entry, boolean whole, Next next) {
        entry.running = false;
        entry.lane.running--;
        running--;
        notifyAll();
        var due = entry.fullCheck.after(whole, next, System.nanoTime());
        if (entry.forgotten) {
            remove(entry);
        } else if (entry.again) {
            entry.again = false;
            enqueue(entry, entry.prompt);
        } else if (!closed) {
            schedule(entry, due);
        }
        pump(entry.lane);
    }

    private void schedule(Entry entry, Next next) {
        if (entry.timer != null) {
            entry.timer.cancel(false);
        }
        entry.timer = timer.schedule(() -> due(entry, next), next.delay().toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void due(Entry entry, Next next) {
        entry.timer = null;
        if (!entry.running) {
            entry.whole |= next.whole();
            enqueue(entry, next.prompt());
        }
    }

    private static ScheduledThreadPoolExecutor timer() {
        var timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("buckets-due").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
