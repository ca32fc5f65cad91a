package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bucketwarden.aws.Accounts;
import io.bucketwarden.fleet.BucketId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BucketQueueTest {

    private static final String OWN = "111111111111";
    private static final String OTHER = "222222222222";
    private static final Next LATER = new Next(Duration.ofHours(1), false, true);

    private final BucketQueue queue = new BucketQueue(1);
    private final List<String> looks = new CopyOnWriteArrayList<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    BucketQueueTest() {
        queue.look(this::look);
    }

    @AfterEach
    void close() {
        held.values().forEach(CountDownLatch::countDown);
        queue.close();
    }

    @Test
    void full_checks_that_come_sooner_do_not_put_off_a_verification() {
        var wholes = new CopyOnWriteArrayList<Boolean>();
        queue.look((bucket, whole) -> {
            wholes.add(whole);
            return wholes.size() == 2 ? new Next(Duration.ofMillis(300), true, false) : LATER;
        });
        queue.now(new BucketId(OWN, "a"), false);
        await().until(() -> wholes.size() == 1);
        queue.touched(new BucketId(OWN, "a"));
        await().until(() -> wholes.size() == 2);

        queue.hasten(() -> Duration.ofMinutes(5));

        await().until(() -> wholes.equals(List.of(true, false, false)));
    }

    @Test
    void a_look_at_what_has_changed_is_none_at_the_whole_unless_that_is_due_too() {
        var wholes = new CopyOnWriteArrayList<Boolean>();
        queue.look((bucket, whole) -> {
            wholes.add(whole);
            return LATER;
        });
        var bucket = new BucketId(OWN, "a");
        queue.touched(bucket);
        queue.now(bucket, false);
        await().until(() -> wholes.equals(List.of(true)));

        queue.touched(bucket);

        await().until(() -> wholes.equals(List.of(true, false)));
        queue.hasten(() -> Duration.ZERO);
        await().until(() -> wholes.equals(List.of(true, false, true)));
    }

    @Test
    void what_waits_for_a_place_is_counted_until_it_has_one() {
        var first = underWay("a", false);
        queue.now(new BucketId(OWN, "b"), false);
        queue.now(new BucketId(OWN, "c"), false);

        assertThat(queue.running()).isEqualTo(1);
        assertThat(queue.waiting()).isEqualTo(2);

        first.countDown();
        await().until(() -> queue.waiting() == 0 && queue.running() == 0);
    }

    @Test
    void what_is_hastened_during_a_look_is_looked_at_once_more_soon_and_only_once() {
        var first = underWay("a", false);

        queue.hasten(() -> Duration.ZERO);
        held.remove("a");
        first.countDown();

        await().until(() -> looks.equals(List.of("a", "a")));
        queue.touched(new BucketId(OWN, "a"));
        await().until(() -> looks.equals(List.of("a", "a", "a")));
        assertThat(most).hasValue(1);
    }

    @Test
    void what_is_asked_during_a_look_is_looked_at_once_more_and_never_twice_at_once() {
        var first = underWay("a", false);

        queue.now(new BucketId(OWN, "a"), false);
        queue.now(new BucketId(OWN, "a"), true);
        held.remove("a");
        first.countDown();

        await().until(() -> looks.equals(List.of("a", "a")));
        assertThat(most).hasValue(1);
    }

    @Test
    void a_bucket_that_comes_back_during_its_look_is_not_looked_at_a_second_time_meanwhile() {
        var first = underWay("a", false);

        queue.forget(new BucketId(OWN, "a"));
        queue.now(new BucketId(OWN, "a"), false);
        held.remove("a");
        first.countDown();

        await().until(() -> looks.equals(List.of("a", "a")));
        assertThat(most).hasValue(1);
    }

    @Test
    void an_account_that_does_not_answer_delays_no_other() {
        hold("stuck");
        queue.now(new BucketId(OWN, "stuck"), false);
        queue.now(new BucketId(OWN, "behind"), false);
        await().until(() -> looks.contains("stuck"));

        queue.now(new BucketId(OTHER, "free"), false);

        await().until(() -> looks.equals(List.of("stuck", "free")));
    }

    @Test
    void as_many_accounts_as_may_be_stuck_at_once_delay_no_other() {
        for (int account = 1; account <= Accounts.STUCK_AT_ONCE; account++) {
            hold("stuck-" + account);
            queue.now(new BucketId("account-" + account, "stuck-" + account), false);
        }
        await().until(() -> looks.size() == Accounts.STUCK_AT_ONCE);

        queue.now(new BucketId(OTHER, "free"), false);

        await().until(() -> looks.contains("free"));
        assertThat(most).hasValue(Accounts.STUCK_AT_ONCE + 1);
    }

    @Test
    void an_account_is_kept_as_long_as_it_has_a_bucket() {
        var first = hold("a");
        queue.now(new BucketId(OWN, "a"), false);
        queue.now(new BucketId(OWN, "b"), false);
        await().until(() -> looks.contains("a"));

        queue.forget(new BucketId(OWN, "b"));
        queue.forget(new BucketId(OWN, "a"));
        assertThat(queue.size()).isEqualTo(1);
        queue.now(new BucketId(OWN, "again"), false);
        first.countDown();

        await().until(() -> looks.contains("again"));
        assertThat(most).hasValue(1);
        queue.forget(new BucketId(OWN, "again"));
        await().until(() -> queue.size() == 0);
    }

    @Test
    void a_bucket_that_waits_for_a_stuck_account_goes_on_in_the_one_where_it_is_sought_now() {
        hold("stuck");
        queue.now(new BucketId(OWN, "stuck"), false);
        queue.now(new BucketId(OWN, "moved"), true);
        await().until(() -> looks.contains("stuck"));

        queue.now(new BucketId(OTHER, "moved"), false);

        await().until(() -> looks.equals(List.of("stuck", "moved")));
    }

    @Test
    void what_was_asked_for_goes_before_what_is_merely_due() {
        var first = underWay("first", false);
        queue.now(new BucketId(OWN, "due"), false);
        queue.now(new BucketId(OWN, "raised"), false);
        queue.now(new BucketId(OWN, "asked"), true);
        queue.now(new BucketId(OWN, "raised"), true);

        first.countDown();

        await().until(() -> looks.equals(List.of("first", "asked", "raised", "due")));
    }

    @Test
    void a_look_that_was_asked_for_lends_its_haste_to_none_after_it() {
        var first = underWay("a", true);
        queue.now(new BucketId(OWN, "due"), false);

        queue.now(new BucketId(OWN, "a"), false);
        held.remove("a");
        first.countDown();

        await().until(() -> looks.equals(List.of("a", "due", "a")));
    }

    @Test
    void a_bug_in_one_look_stops_no_other() {
        queue.look((bucket, whole) -> {
            looks.add(bucket.name());
            if (bucket.name().equals("broken")) {
                throw new NoSuchMethodError("as the test says");
            }
            return LATER;
        });

        queue.now(new BucketId(OWN, "broken"), false);
        queue.now(new BucketId(OWN, "next"), false);

        await().until(() -> looks.equals(List.of("broken", "next")));
    }

    @Test
    void the_next_look_comes_when_the_last_one_said() {
        queue.look((bucket, whole) -> {
            looks.add(bucket.name());
            return looks.size() < 3 ? new Next(Duration.ofMillis(1), true, true) : LATER;
        });

        queue.now(new BucketId(OWN, "a"), false);

        await().until(() -> looks.equals(List.of("a", "a", "a")));
    }

    @Test
    void closing_waits_for_what_is_under_way_and_begins_nothing_else() throws InterruptedException {
        var first = hold("a");
        queue.now(new BucketId(OWN, "a"), false);
        queue.now(new BucketId(OWN, "b"), false);
        await().until(() -> looks.contains("a"));

        var closing = Thread.ofVirtual().start(queue::close);
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        first.countDown();
        closing.join();

        assertThat(looks).containsExactly("a");
        queue.now(new BucketId(OWN, "c"), true);
        assertThat(looks).containsExactly("a");
    }

    @Test
    void what_is_forgotten_is_not_looked_at_and_takes_no_room() {
        var first = hold("a");
        queue.now(new BucketId(OWN, "a"), false);
        queue.now(new BucketId(OWN, "b"), false);
        await().until(() -> looks.contains("a"));

        queue.forget(new BucketId(OWN, "b"));
        queue.forget(new BucketId(OWN, "a"));
        first.countDown();

        await().until(() -> queue.size() == 0);
        assertThat(looks).containsExactly("a");
    }

    /** A look that has begun, and ends when the latch is counted down. */
    private CountDownLatch underWay(String bucket, boolean prompt) {
        var latch = hold(bucket);
        queue.now(new BucketId(OWN, bucket), prompt);
        await().until(() -> looks.contains(bucket));
        return latch;
    }

    private CountDownLatch hold(String bucket) {
        return held.computeIfAbsent(bucket, name -> new CountDownLatch(1));
    }

    private Next look(BucketId bucket, boolean whole) {
        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        var latch = held.get(bucket.name());
        looks.add(bucket.name());
        try {
            if (latch != null) {
                latch.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            atOnce.decrementAndGet();
        }
        return LATER;
    }
}
