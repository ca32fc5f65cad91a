package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.operator.inventory.Inventories;
import io.bucketwarden.operator.inventory.ScriptedLister;
import io.bucketwarden.operator.inventory.Whereabouts;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keeping the roster true, where no grants are required. */
class FleetTest {

    private static final String ACCOUNT = "111111111111";
    private static final BucketId BUCKET = new BucketId(ACCOUNT, "acme-1");
    private static final Duration LONG = Duration.ofHours(1);

    private final Seen seen = new Seen();
    private final CountDownLatch told = new CountDownLatch(1);
    private final BucketQueue queue = new BucketQueue(1);
    private final Convergences convergences = new Convergences(Duration.ZERO);
    private final StatusPace pace = new StatusPace(id -> {});
    private final Fleet fleet = fleet();

    @AfterEach
    void close() {
        told.countDown();
        fleet.close();
        queue.close();
        pace.close();
    }

    @Test
    void what_is_remembered_of_a_bucket_goes_with_its_last_policy() {
        told.countDown();
        create("p", "acme-1");
        await().until(() -> fleet.assignment(BUCKET).isPresent());
        convergences.of(fleet.assignment(BUCKET).orElseThrow(), LONG);
        assertThat(convergences.size()).isEqualTo(1);

        seen.policies.remove("p");
        create("other", "acme-2");

        assertThat(fleet.assignment(BUCKET)).isEmpty();
        assertThat(convergences.size()).isZero();
    }

    @Test
    void a_bug_met_when_the_own_account_is_told_is_got_over() {
        create("p", "acme-1");
        assertThat(fleet.assignment(BUCKET)).isEmpty();

        seen.broken.set(true);
        told.countDown();

        await().until(() -> fleet.assignment(BUCKET).isPresent());
        assertThat(seen.broken).isFalse();
    }

    private void create(String name, String bucket) {
        var policy = new KubernetesSerialization().unmarshal("""
                apiVersion: bucketwarden.io/v1alpha1
                kind: S3BucketPolicy
                metadata: {name: %s, namespace: payments, uid: %s, generation: 1}
                spec: {bucketName: %s, mode: Audit, posture: {versioning: {status: Enabled}}}
                """.formatted(name, name, bucket), S3BucketPolicy.class);
        seen.policies.put(name, policy);
        fleet.notice(policy);
    }

    private Fleet fleet() {
        var policies = new Policies();
        policies.from(seen);
        return new Fleet(
                policies,
                new Tenancy(null, false),
                new Inventories(new ScriptedLister()),
                new Whereabouts(this::own, InstantSource.system()),
                new Schedule(LONG, LONG, new Random(1)),
                queue,
                pace,
                convergences::forget);
    }

    private Optional<String> own() {
        try {
            told.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.of(ACCOUNT);
    }

    private static ConditionFactory await() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    /** Stands for the informer's cache. */
    private static final class Seen implements IndexedResourceCache<S3BucketPolicy> {

        private final Map<String, S3BucketPolicy> policies = new ConcurrentHashMap<>();

        /** Whether the next one who asks for all meets a bug. */
        private final AtomicBoolean broken = new AtomicBoolean();

        @Override
        public Stream<S3BucketPolicy> list(Predicate<S3BucketPolicy> which) {
            if (broken.compareAndSet(true, false)) {
                throw new NoSuchMethodError("as the test says");
            }
            return policies.values().stream().filter(which);
        }

        @Override
        public Stream<S3BucketPolicy> list(String namespace, Predicate<S3BucketPolicy> which) {
            return list(which);
        }

        @Override
        public Optional<S3BucketPolicy> get(ResourceID id) {
            return Optional.ofNullable(policies.get(id.getName()));
        }

        @Override
        public Stream<ResourceID> keys() {
            return policies.values().stream().map(ResourceID::fromResource);
        }

        @Override
        public List<S3BucketPolicy> byIndex(String index, String key) {
            return List.of();
        }
    }
}
