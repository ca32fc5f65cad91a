package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BucketLocksTest {

    private final BucketLocks locks = new BucketLocks();

    @Test
    void a_bucket_is_held_by_one_at_a_time() throws InterruptedException {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int user = 0; user < 200; user++) {
                threads.submit(() -> {
                    try (var _ = locks.hold("acme")) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        Thread.yield();
                        inside.decrementAndGet();
                    }
                });
            }
        }

        assertThat(most).hasValue(1);
        assertThat(locks.size())
                .as("nothing is kept of buckets that nobody holds")
                .isZero();
    }

    @Test
    void another_bucket_does_not_wait() throws InterruptedException {
        var done = new CountDownLatch(1);

        try (var _ = locks.hold("acme")) {
            Thread.ofVirtual().start(() -> {
                try (var _ = locks.hold("other")) {
                    done.countDown();
                }
            });

            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
