package io.bucketwarden.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.baseline.Baseline;
import io.bucketwarden.access.baseline.Declared;
import io.bucketwarden.access.baseline.FingerprintKey;
import io.bucketwarden.access.baseline.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeardTest {

    private static final Tracked.Key LEDGER = new Tracked.Key("uid-ledger", "acme-ledger");
    private static final Baseline BASELINE =
            Baseline.start(Instant.parse("2026-11-29T12:00:00Z"), 7, FingerprintKey.random());

    private final Heard heard =
            new Heard(bucket -> bucket.startsWith("acme-") ? Stream.of(key(bucket)) : Stream.empty());

    @Test
    void a_bucket_that_nobody_tracks_is_not_wanted() {
        assertThat(heard.test(access("nobodys"))).isFalse();
        assertThat(heard.test(access("acme-ledger"))).isTrue();
    }

    @Test
    void what_comes_before_the_first_pass_and_while_one_keeps_something_waits_for_the_next() {
        hear(3);
        var first = heard.take(LEDGER, HeardTest::told);
        hear(2);
        heard.tellTo(LEDGER, told());
        hear(1);

        assertThat(requests(first)).isEqualTo(3);
        assertThat(requests(heard.take(LEDGER, HeardTest::told))).isEqualTo(3);
    }

    @Test
    void what_is_given_back_is_taken_once_more_with_what_came_meanwhile() {
        hear(3);
        var taken = heard.take(LEDGER, HeardTest::told);
        hear(2);

        heard.tellTo(LEDGER, taken);

        assertThat(requests(heard.take(LEDGER, HeardTest::told))).isEqualTo(5);
    }

    @Test
    void requests_without_room_to_wait_are_known_to_be_missing() {
        hear(Ear.MOST + 2);

        var told = heard.take(LEDGER, HeardTest::told);

        assertThat(requests(told)).isEqualTo(Ear.MOST);
        assertThat(told.unreadable()).isEqualTo(2);
        heard.tellTo(LEDGER, told);
        hear(Ear.MOST + 2);
        assertThat(requests(heard.take(LEDGER, HeardTest::told)))
                .as("while they are counted there is no such limit")
                .isEqualTo(2 * Ear.MOST + 2);
        assertThat(told.unreadable()).isEqualTo(2);
    }

    @Test
    void all_buckets_together_have_a_limit_and_give_their_room_back() {
        var buckets = Heard.MOST / Ear.MOST;
        IntStream.range(0, buckets).forEach(i -> hear("acme-" + i, Ear.MOST));
        hear(1);
        var told = heard.take(LEDGER, HeardTest::told);
        assertThat(requests(told)).isZero();
        assertThat(told.unreadable()).isEqualTo(1);

        heard.forget(key("acme-0"));
        hear(1);
        heard.tellTo(LEDGER, told);
        assertThat(requests(told)).isEqualTo(1);

        heard.take(key("acme-1"), () -> told("acme-1"));
        hear("acme-1", Ear.MOST);
        var after = heard.take(key("acme-1"), () -> told("acme-1"));
        assertThat(requests(after)).isEqualTo(Ear.MOST);
    }

    @Test
    void what_was_heard_of_a_bucket_that_is_tracked_no_more_is_forgotten() {
        hear(1);

        heard.keepOnly(Set.of(key("acme-other")));

        assertThat(requests(heard.take(LEDGER, HeardTest::told))).isZero();
    }

    @Test
    void several_who_tell_while_it_is_taken_lose_nothing() throws InterruptedException {
        var tellers = 4;
        var each = 1_000;
        var done = new CountDownLatch(tellers);
        long counted = 0;
        try (var threads = Executors.newFixedThreadPool(tellers)) {
            for (int i = 0; i < tellers; i++) {
                threads.execute(() -> {
                    hear(each);
                    done.countDown();
                });
            }
            while (done.getCount() > 0) {
                counted += requests(heard.take(LEDGER, HeardTest::told));
                heard.tellTo(LEDGER, told());
            }
        }
        var last = heard.take(LEDGER, HeardTest::told);
        assertThat(last.unreadable()).isZero();
        assertThat(counted + requests(last)).isEqualTo((long) tellers * each);
    }

    private void hear(int requests) {
        hear("acme-ledger", requests);
    }

    private void hear(String bucket, int requests) {
        var access = access(bucket);
        for (int i = 0; i < requests; i++) {
            heard.test(access);
        }
    }

    private static long requests(Tallies told) {
        return Objects.requireNonNull(told.tally()).requests();
    }

    private static Tracked.Key key(String bucket) {
        return new Tracked.Key("uid-" + bucket.substring("acme-".length()), bucket);
    }

    private static Tallies told() {
        return told("acme-ledger");
    }

    private static Tallies told(String bucket) {
        return new Tallies(new Tally(BASELINE.watched(bucket, Declared.NOTHING, 500)), List.of());
    }

    private static Access access(String bucket) {
        return Requested.by("app", bucket, Instant.parse("2026-11-29T12:00:00Z"));
    }
}
