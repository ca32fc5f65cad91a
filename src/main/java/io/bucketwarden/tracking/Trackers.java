package io.bucketwarden.tracking;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Sees to it that every tracked bucket is read at its time. A few are read side by side, since reading keeps a core busy;
 * one that has much to list or to read gives way to others in between, and each namespace has its turn.
 */
final class Trackers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Trackers.class);

    /** Buckets read at the same time. */
    private static final int SIDE_BY_SIDE = 2;

    private static final Duration TICK = Duration.ofMillis(500);

    private final Supplier<Stream<Tracked>> tracked;
    private final Function<Tracked, TrackingPass.End> pass;
    private final Consumer<Set<Tracked.Key>> others;
    private final Duration interval;
    private final InstantSource clock;
    private final Map<Tracked.Key, Instant> due = new ConcurrentHashMap<>();
    private final Set<Tracked.Key> running = ConcurrentHashMap.newKeySet();
    private final Turns turns = new Turns();
    private final ScheduledThreadPoolExecutor ticker = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("trackers").factory());
    private final ExecutorService readers = Executors.newFixedThreadPool(
            SIDE_BY_SIDE, Thread.ofPlatform().daemon().name("tracker-", 0).factory());

    /**
     * Does nothing before it is started.
     *
     * @param tracked the buckets that are to be read at the moment; none on a standby
     * @param pass reads one of them
     * @param others hears which are tracked, so that it forgets all others
     * @param interval from the end of a pass to the next one of the same bucket
     */
    Trackers(
            Supplier<Stream<Tracked>> tracked,
            Function<Tracked, TrackingPass.End> pass,
            Consumer<Set<Tracked.Key>> others,
            Duration interval,
            InstantSource clock) {
        this.tracked = tracked;
        this.pass = pass;
        this.others = others;
        this.interval = interval;
        this.clock = clock;
    }

    public void start() {
        var _ = ticker.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            var now = clock.instant();
            var all = tracked.get().collect(Collectors.toMap(Tracked::key, one -> one, (one, same) -> one));
            due.keySet().retainAll(all.keySet());
            others.accept(Set.copyOf(all.keySet()));
            all.forEach((key, one) -> {
                if (!now.isBefore(due.getOrDefault(key, Instant.MIN)) && running.add(key)) {
                    turns.add(one);
                    readers.execute(() -> read(turns.next()));
                }
            });
        } catch (RuntimeException | LinkageError e) {
            LOG.error("A bug while it was worked out whose access logs to read", e);
        }
    }

    private void read(Tracked one) {
        var meta = one.policy().getMetadata();
        MDC.put("policy", meta.getNamespace() + "/" + meta.getName());
        MDC.put("bucket", one.bucket());
        var next = interval;
        try {
            next = Objects.requireNonNull(pass.apply(one)) == TrackingPass.End.MORE ? Duration.ZERO : interval;
        } catch (RuntimeException | LinkageError e) {
            LOG.error("A bug while the access logs of a bucket were read; it is tried again", e);
        } finally {
            due.put(one.key(), clock.instant().plus(next));
            running.remove(one.key());
            MDC.remove("policy");
            MDC.remove("bucket");
        }
    }

    /** Lets nothing begin any more and gives what runs a moment to be kept. What is not kept is read again. */
    @Override
    public void close() {
        ticker.shutdownNow();
        readers.shutdownNow();
        try {
            if (!readers.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("Access logs were still being read at the end; what was not kept is read again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
