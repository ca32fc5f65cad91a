package io.bucketwarden.bench;

import io.bucketwarden.events.Samples;
import io.bucketwarden.servers.ElasticMq;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Somebody opens buckets at a rate, and a queue tells of it. How long it takes is counted from the moment at which the
 * event is put to the queue; a bucket is not opened again before it was seen closed.
 */
final class Storm {

    private static final long SEED = 20261124;
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final long BETWEEN_QUESTIONS = 25_000_000;
    private static final String EVENT = Samples.read("put-bucket-acl");

    private final SwiftS3Process s3;
    private final ElasticMq queues;
    private final String queue;
    private final Queue<String> free;
    private final Map<String, Long> told = new ConcurrentHashMap<>();
    private final Latencies sending = new Latencies();
    private final Latencies found = new Latencies();
    private final Latencies closed = new Latencies();
    private final Latencies verified = new Latencies();
    private final AtomicInteger readsUntilFound = new AtomicInteger();

    /** Over buckets in any order, but the same each time. */
    Storm(SwiftS3Process s3, ElasticMq queues, String queue, int buckets) {
        this.s3 = s3;
        this.queues = queues;
        this.queue = queue;
        var names = IntStream.range(0, buckets)
                .mapToObj(AlikeBuckets::name)
                .collect(Collectors.toCollection(java.util.ArrayList::new));
        Collections.shuffle(names, new Random(SEED));
        free = new ConcurrentLinkedQueue<>(names);
    }

    /** Returns when every bucket is closed and verified. */
    Map<String, Object> rage(int perSecond, int events) throws Exception {
        var start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(8)) {
            Future<?> last = null;
            for (int n = 0; n < events; n++) {
                var due = start + n * 1_000_000_000L / perSecond;
                var bucket = free.poll();
                while (bucket == null || due > System.nanoTime()) {
                    gather();
                    LockSupport.parkNanos(Math.clamp(due - System.nanoTime(), 1_000_000, BETWEEN_QUESTIONS));
                    bucket = bucket == null ? free.poll() : bucket;
                }
                var chosen = bucket;
                last = threads.submit(() -> {
                    open(chosen);
                    return null;
                });
            }
            if (last != null) {
                last.get();
            }
        }
        var figures = new LinkedHashMap<String, Object>();
        figures.put("events", events);
        figures.put("events_per_second", FleetBench.round(events / ((System.nanoTime() - start) / 1e9)));
        awaitEnd();
        figures.put("events_closed_and_verified", verified.count());
        figures.put("storm_seconds", FleetBench.round((System.nanoTime() - start) / 1e9));
        sending.put("sending", figures);
        found.put("found", figures);
        closed.put("closed", figures);
        verified.put("verified", figures);
        figures.put("reads_until_found", FleetBench.round(readsUntilFound.get() / (double) events));
        return figures;
    }

    private void open(String bucket) throws IOException {
        var event = event(bucket);
        s3.open(bucket);
        var now = System.currentTimeMillis();
        told.put(bucket, now);
        queues.send(queue, event);
        sending.add(System.currentTimeMillis() - now);
    }

    private void awaitEnd() throws IOException {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!told.isEmpty() && System.nanoTime() < deadline) {
            gather();
            LockSupport.parkNanos(BETWEEN_QUESTIONS);
        }
    }

    private void gather() throws IOException {
        for (var one : s3.ended()) {
            var since = told.remove(one.bucket());
            if (since != null) {
                found.add(one.found() - since);
                closed.add(one.closed() - since);
                verified.add(one.verified() - since);
                readsUntilFound.addAndGet(one.readsUntilFound());
                free.add(one.bucket());
            }
        }
    }

    private static String event(String bucket) {
        return EVENT.replace("\"PutBucketAcl\"", "\"DeleteBucketPublicAccessBlock\"")
                .replace("acme-logs", bucket)
                .replace(
                        "f3c95789-ace1-4954-ac5d-6baed2eac902",
                        UUID.randomUUID().toString())
                .replace("014EF5ED72014E90", UUID.randomUUID().toString().substring(0, 16))
                .replace(
                        "2026-11-24T08:01:11Z",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
