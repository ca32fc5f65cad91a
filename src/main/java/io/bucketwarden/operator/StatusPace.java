package io.bucketwarden.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a policy is reported anew. A report of many buckets is large and costs every watcher, so they come the
 * more seldom, the more buckets there are; what is still being looked at is waited for, but not for ever.
 */
final class StatusPace implements AutoCloseable {

    /** Between two reports of one policy, for each of its buckets: 100 s for 10,000. */
    private static final Duration FOR_EACH_BUCKET = Duration.ofMillis(10);

    /** Policies of so many buckets are reported at once. */
    private static final int FEW = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** After a restart what was said holds as far as anybody knows, and a report before the end would only be noise. */
    private static final Duration AFTER_A_RESTART = Duration.ofMinutes(1);

    /** What a report has to wait for. */
    enum Wait {
        NOTHING,
        /** For looks that a change or a person asked for. */
        ASKED,
        /** For looks at what was judged before in the same way. */
        UNASKED
    }

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private static final class Pace {
        private long last = System.nanoTime() - TimeUnit.DAYS.toNanos(1);
        private @Nullable ScheduledFuture<?> next;
        private boolean isSoon;
        private boolean isUnasked;
        private boolean fired;
        private boolean hasReported;
    }

    private final Consumer<ResourceID> report;
    private final Map<ResourceID, Pace> paces = new HashMap<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("status-due").factory());

    StatusPace(Consumer<ResourceID> report) {
        this.report = report;
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * There is something new to say of a policy.
     *
     * @param buckets how many it has
     */
    synchronized void due(HasMetadata policy, int buckets, Wait wait) {
        var id = ResourceID.fromResource(policy);
        var pace = paces.computeIfAbsent(id, any -> new Pace());
        if (pace.next != null && (pace.isSoon || wait == Wait.UNASKED || (wait == Wait.ASKED && !pace.isUnasked))) {
            return;
        }
        if (pace.next != null) {
            pace.next.cancel(false);
        }
        var spacing = buckets <= FEW ? Duration.ZERO : FOR_EACH_BUCKET.multipliedBy(buckets);
        var earliest = pace.last + spacing.toNanos() - System.nanoTime();
        var delay = Math.max(earliest, patience(wait, pace.hasReported, spacing).toNanos());
        pace.isSoon = wait == Wait.NOTHING;
        pace.isUnasked = wait == Wait.UNASKED;
        pace.next = timer.schedule(() -> fire(id), delay, TimeUnit.NANOSECONDS);
    }

    /**
     * How long a report waits for looks.
     *
     * @param hasReported whether there was a report since the operator started
     * @param spacing between two reports
     */
    static Duration patience(Wait wait, boolean hasReported, Duration spacing) {
        if (wait == Wait.NOTHING) {
            return Duration.ZERO;
        }
        if (!hasReported) {
            return wait == Wait.ASKED ? PATIENCE : AFTER_A_RESTART;
        }
        return spacing.compareTo(PATIENCE) > 0 ? spacing : PATIENCE;
    }

    /** Whether a policy is to be reported right now: because it is time, or because there is nothing to wait for. */
    synchronized boolean take(HasMetadata policy, boolean waiting) {
        var pace = paces.computeIfAbsent(ResourceID.fromResource(policy), id -> new Pace());
        var isDue = pace.fired || (!waiting && pace.next == null);
        pace.fired = false;
        notifyAll();
        if (isDue) {
            pace.last = System.nanoTime();
        }
        return isDue;
    }

    /** A report that was taken could not be made: the next attempt is due. */
    synchronized void again(HasMetadata policy) {
        paces.computeIfAbsent(ResourceID.fromResource(policy), id -> new Pace()).fired = true;
    }

    /** The policy is no more. */
    synchronized void forget(ResourceID id) {
        var pace = paces.remove(id);
        if (pace != null && pace.next != null) {
            pace.next.cancel(false);
        }
    }

    /** Has everything that is new told now, and returns when that is under way, or after a few seconds. */
    void tell() {
        List<ResourceID> due;
        synchronized (this) {
            due = paces.entrySet().stream()
                    .filter(entry -> entry.getValue().next != null)
                    .map(Map.Entry::getKey)
                    .toList();
        }
        due.forEach(this::fire);
        var until = System.nanoTime() + LAST_WORDS.toNanos();
        synchronized (this) {
            try {
                for (var left = LAST_WORDS.toNanos();
                        left > 0 && paces.values().stream().anyMatch(pace -> pace.fired);
                        left = until - System.nanoTime()) {
                    wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void fire(ResourceID id) {
        synchronized (this) {
            var pace = paces.get(id);
            if (pace == null) {
                return;
            }
            pace.next = null;
            pace.fired = true;
            pace.hasReported = true;
            pace.last = System.nanoTime();
        }
        report.accept(id);
    }
}
