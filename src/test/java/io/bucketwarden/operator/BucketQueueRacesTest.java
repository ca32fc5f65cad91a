package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bucketwarden.fleet.BucketId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever is asked of the queue by however many threads, a bucket is looked at, and so written, by one at a time. */
class BucketQueueRacesTest {

    private static final int THREADS = 12;
    private static final int OPERATIONS = 5_000;
    private static final List<BucketId> BUCKETS = IntStream.range(0, 10)
            .mapToObj(number -> new BucketId("11111111111" + number % 2, "bucket-" + number))
            .toList();

    private final BucketQueue queue = new BucketQueue(3);
    private final Map<BucketId, AtomicInteger> lookers =
            BUCKETS.stream().collect(Collectors.toConcurrentMap(Function.identity(), bucket -> new AtomicInteger()));
    private final Map<BucketId, Integer> most = new ConcurrentHashMap<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    @AfterEach
    void close() {
        queue.close();
    }

    @Test
    void no_bucket_is_ever_looked_at_by_two_at_once() {
        queue.look((bucket, whole) -> look(bucket));

        var operators = new ArrayList<Future<?>>();
        try (var threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (int thread = 0; thread < THREADS; thread++) {
                var random = new Random(thread);
                operators.add(
                        threads.submit(() -> IntStream.range(0, OPERATIONS).forEach(i -> operate(random))));
            }
        }

        assertThat(operators).allSatisfy(operator -> assertThat(operator).succeedsWithin(Duration.ZERO));
        BUCKETS.forEach(bucket -> queue.now(bucket, true));
        await().until(() -> most.keySet().containsAll(BUCKETS));
        BUCKETS.forEach(queue::forget);
        await().until(() -> queue.size() == 0);
        assertThat(most.values()).containsOnly(1);
        assertThat(mostAtOnce.get()).as("looks at different buckets at once").isGreaterThan(1);
        assertThat(atOnce).hasValue(0);
    }

    /** As listings, events, policies that come and go, and full checks that are due sooner ask. */
    private void operate(Random random) {
        var bucket = BUCKETS.get(random.nextInt(BUCKETS.size()));
        switch (random.nextInt(8)) {
            case 0, 1 -> queue.now(bucket, random.nextBoolean());
            case 2, 3 -> queue.touched(bucket);
            case 4 -> queue.forget(bucket);
            case 5 -> {
                queue.forget(bucket);
                queue.now(bucket, random.nextBoolean());
            }
            case 6 -> {
                var within = Duration.ofMillis(random.nextInt(2));
                queue.hasten(() -> within);
            }
            default -> BUCKETS.forEach(each -> queue.now(each, false));
        }
    }

    private Next look(BucketId bucket) {
        var here = lookers.get(bucket).incrementAndGet();
        most.merge(bucket, here, Math::max);
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            // Others get their turn in the middle of a look.
            for (int i = ThreadLocalRandom.current().nextInt(20); i > 0; i--) {
                Thread.yield();
            }
        } finally {
            atOnce.decrementAndGet();
            lookers.get(bucket).decrementAndGet();
        }
        var random = ThreadLocalRandom.current();
        return new Next(Duration.ofMillis(random.nextInt(3)), random.nextBoolean(), random.nextBoolean());
    }
}
