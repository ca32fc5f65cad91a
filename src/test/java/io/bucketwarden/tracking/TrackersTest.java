package io.bucketwarden.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.fleet.Claim;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TrackersTest {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final List<Tracked> tracked = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<String> read = new LinkedBlockingQueue<>();
    private volatile TrackingPass.End end = TrackingPass.End.DONE;

    @Test
    void a_bucket_is_read_at_once_and_then_at_its_interval() throws InterruptedException {
        tracked.add(bucket("acme-ledger"));
        var later = new AtomicInteger();
        try (var trackers = trackers()) {
            trackers.start();
            assertThat(next()).isEqualTo("acme-ledger");
            // A second bucket shows that the time of the first has been looked at meanwhile.
            tracked.add(bucket("acme-invoices"));
            assertThat(next()).isEqualTo("acme-invoices");
            later.set(read.size());
            // A pass that is just about to end takes its next time from a clock that has moved on: so it moves until
            // both came.
            var again = new HashSet<String>();
            for (int i = 0; again.size() < 2 && i < 60; i++) {
                now.updateAndGet(time -> time.plus(Duration.ofMinutes(5)));
                Optional.ofNullable(read.poll(1, TimeUnit.SECONDS)).ifPresent(again::add);
            }
            assertThat(again).containsExactlyInAnyOrder("acme-ledger", "acme-invoices");
        }
        assertThat(later).hasValue(0);
    }

    @Test
    void one_that_has_more_to_read_goes_on_without_waiting() throws InterruptedException {
        tracked.add(bucket("acme-ledger"));
        end = TrackingPass.End.MORE;
        try (var trackers = trackers()) {
            trackers.start();

            assertThat(List.of(next(), next(), next())).containsOnly("acme-ledger");
        }
    }

    @Test
    void a_bug_with_one_bucket_keeps_no_other_from_being_read() throws InterruptedException {
        tracked.add(bucket("broken"));
        tracked.add(bucket("acme-ledger"));
        try (var trackers = trackers()) {
            trackers.start();

            assertThat(next()).isEqualTo("acme-ledger");
        }
    }

    @Test
    void no_bucket_is_read_twice_at_the_same_time() throws InterruptedException {
        tracked.add(bucket("slow"));
        tracked.add(bucket("acme-ledger"));
        end = TrackingPass.End.MORE;
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var go = new CountDownLatch(1);
        try (var trackers = new Trackers(
                tracked::stream,
                one -> {
                    if (one.bucket().equals("slow")) {
                        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                        await(go);
                        atOnce.decrementAndGet();
                    } else {
                        read.add(one.bucket());
                    }
                    return end;
                },
                tracked -> {},
                Duration.ofMinutes(5),
                now::get)) {
            trackers.start();
            assertThat(List.of(next(), next(), next())).containsOnly("acme-ledger");
            go.countDown();
        }
        assertThat(most).hasValue(1);
    }

    private Trackers trackers() {
        return new Trackers(
                tracked::stream,
                one -> {
                    if (one.bucket().equals("broken")) {
                        throw new IllegalStateException("a bug");
                    }
                    read.add(one.bucket());
                    return end;
                },
                tracked -> {},
                Duration.ofMinutes(5),
                now::get);
    }

    private String next() throws InterruptedException {
        return String.valueOf(read.poll(30, TimeUnit.SECONDS));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Tracked bucket(String name) {
        var policy = new S3BucketPolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("payments")
                .withUid("uid-" + name)
                .build());
        policy.setSpec(new S3BucketPolicySpec(name, null, null, null, null, null, null, null, null));
        return new Tracked(
                new Claim(
                        policy,
                        new BucketId("123456789012", name),
                        GrantedAccount.OWN,
                        Mode.Enforce,
                        false,
                        null,
                        Set.of(),
                        Map.of()),
                "us-east-1");
    }
}
