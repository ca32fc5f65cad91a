package io.bucketwarden.operator.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.BucketSelector;
import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import io.bucketwarden.fleet.Grants;
import io.bucketwarden.fleet.Inventory;
import io.bucketwarden.fleet.ListedBucket;
import io.bucketwarden.fleet.Problem;
import io.bucketwarden.fleet.Selector;
import io.bucketwarden.posture.CallFailed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InventoriesTest {

    private static final GrantedAccount ONE = new GrantedAccount("111111111111", null, null, List.of());
    private static final GrantedAccount TWO = new GrantedAccount("222222222222", null, null, List.of());
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final ScriptedLister aws = new ScriptedLister();
    private final Inventories inventories = new Inventories(aws);
    private final Inventories impatient = new Inventories(aws, MOMENT);

    @AfterEach
    void close() {
        aws.stuck.countDown();
        inventories.close();
        impatient.close();
    }

    @Test
    void accounts_are_listed_when_they_are_wanted_and_dropped_when_they_are_not() {
        inventories.want(Map.of(ONE, names()));
        await().until(() -> inventories.known().containsKey(ONE));

        inventories.want(Map.of(TWO, names()));

        await().until(() -> inventories.known().keySet().equals(Set.of(TWO)));
    }

    @Test
    void an_account_that_nobody_wants_any_more_is_listed_no_more() {
        inventories.want(Map.of(ONE, names()));
        await().until(() -> inventories.due() == 1);
        inventories.want(Map.of());
        assertThat(inventories.due()).isZero();

        inventories.want(Map.of(ONE, every(MOMENT), TWO, every(MOMENT)));
        await().until(() -> aws.listed(ONE) > 3);
        inventories.want(Map.of(TWO, every(MOMENT)));
        var atMost = aws.listed(ONE) + 1;

        var soFar = aws.listed(TWO);
        await().until(() -> aws.listed(TWO) > soFar + 5);
        assertThat(aws.listed(ONE)).isLessThanOrEqualTo(atMost);
    }

    @Test
    void accounts_are_listed_again_by_the_interval() {
        inventories.want(Map.of(ONE, every(MOMENT), TWO, names()));

        await().until(() -> aws.listed(ONE) > 3);
        assertThat(aws.listed(TWO)).isLessThanOrEqualTo(1);
    }

    @Test
    void a_listing_that_failed_is_tried_again_before_the_interval_is_over() {
        aws.listFailure = new CallFailed(Reason.CheckFailed, "slow");

        impatient.want(Map.of(ONE, names()));

        await().until(() -> aws.listed(ONE) > 3);
        aws.listFailure = null;
        await().until(() -> impatient.known().get(ONE).problem() == null);
        assertThat(impatient.known().get(ONE).buckets()).hasSize(2);
    }

    @Test
    void tags_are_read_only_of_buckets_whose_choice_hangs_on_them() {
        inventories.want(Map.of(ONE, tags()));

        await().until(() -> inventories.known().containsKey(ONE));

        assertThat(aws.tagged).containsExactly("acme-1");
        assertThat(bucket("acme-1").tags()).containsEntry("data", "pii");
        assertThat(bucket("other").tags()).isNull();
    }

    @Test
    void a_selector_that_comes_later_has_the_tags_read() {
        inventories.want(Map.of(ONE, names()));
        await().until(() -> inventories.known().containsKey(ONE));
        assertThat(aws.tagged).isEmpty();

        inventories.want(Map.of(ONE, tags()));

        await().until(() -> bucket("acme-1").tags() != null);
    }

    @Test
    void a_passing_failure_keeps_the_tags_that_were_known_and_a_denial_does_not() {
        inventories.want(Map.of(ONE, tags()));
        await().until(() -> inventories.known().containsKey(ONE));

        aws.tagFailure = new CallFailed(Reason.CheckFailed, "slow");
        refresh();
        assertThat(bucket("acme-1").tags()).containsEntry("data", "pii");

        aws.tagFailure = new CallFailed(Reason.AccessDenied, "denied");
        refresh();
        assertThat(bucket("acme-1").unread()).isEqualTo(new Problem(Reason.AccessDenied, "denied"));
    }

    @Test
    void three_reads_may_fail_before_the_tags_that_were_known_count_no_more() {
        inventories.want(Map.of(ONE, tags()));
        await().until(() -> inventories.known().containsKey(ONE));

        aws.tagFailure = new CallFailed(Reason.CheckFailed, "slow");
        for (int failure = 1; failure <= 3; failure++) {
            refresh();
            assertThat(bucket("acme-1").tags()).containsEntry("data", "pii");
        }
        refresh();
        assertThat(bucket("acme-1").unread()).isEqualTo(new Problem(Reason.CheckFailed, "slow"));
        assertThat(bucket("acme-1").tags()).isNull();

        aws.tagFailure = null;
        refresh();
        assertThat(bucket("acme-1").unread()).isNull();
        assertThat(bucket("acme-1").tags()).containsEntry("data", "pii");
    }

    @Test
    void only_failures_in_a_row_count() {
        inventories.want(Map.of(ONE, tags()));
        await().until(() -> inventories.known().containsKey(ONE));

        for (int round = 1; round <= 2; round++) {
            aws.tagFailure = new CallFailed(Reason.CheckFailed, "slow");
            refresh();
            refresh();
            aws.tagFailure = null;
            refresh();
        }

        aws.tagFailure = new CallFailed(Reason.CheckFailed, "slow");
        refresh();
        assertThat(bucket("acme-1").tags()).containsEntry("data", "pii");
    }

    @Test
    void a_failure_to_read_what_was_never_known_is_told() {
        inventories.want(Map.of(ONE, names()));
        await().until(() -> inventories.known().containsKey(ONE));
        aws.tagFailure = new CallFailed(Reason.CheckFailed, "slow");

        inventories.want(Map.of(ONE, tags()));

        await().until(() ->
                new Problem(Reason.CheckFailed, "slow").equals(bucket("acme-1").unread()));
    }

    @Test
    void tags_that_had_no_answer_are_read_again_before_the_interval_is_over() {
        aws.tagFailure = new CallFailed(Reason.CheckFailed, "slow");

        impatient.want(Map.of(ONE, tags()));

        await().until(() -> aws.tagged.size() > 3);
        aws.tagFailure = null;
        await().until(() -> impatient.known().get(ONE).buckets().stream().anyMatch(bucket -> bucket.tags() != null));
    }

    @Test
    void a_bucket_that_has_gone_since_it_was_listed_is_left_out() {
        aws.tagFailure = new CallFailed(Reason.BucketNotFound, "no such bucket");

        inventories.want(Map.of(ONE, tags()));

        await().until(() -> inventories.known().containsKey(ONE));
        assertThat(known().buckets()).extracting(ListedBucket::name).containsExactly("other");
        assertThat(known().problem()).isNull();
    }

    @Test
    void three_listings_may_fail_before_it_is_told_and_the_buckets_stay() {
        inventories.want(Map.of(ONE, names()));
        await().until(() -> inventories.known().containsKey(ONE));
        aws.listFailure = new CallFailed(Reason.CheckFailed, "slow");

        for (int failure = 1; failure <= 3; failure++) {
            refresh();
            assertThat(known().problem()).isNull();
        }
        refresh();

        assertThat(known().problem()).isNotNull();
        assertThat(known().buckets()).extracting(ListedBucket::name).containsExactly("acme-1", "other");
        aws.listFailure = null;
        refresh();
        assertThat(known().problem()).isNull();
    }

    @Test
    void a_denial_is_told_at_once() {
        inventories.want(Map.of(ONE, names()));
        await().until(() -> inventories.known().containsKey(ONE));
        aws.listFailure = new CallFailed(Reason.AccessDenied, "denied");

        refresh();

        assertThat(Objects.requireNonNull(known().problem()).message()).contains(ONE.id(), "denied");
        assertThat(known().buckets()).hasSize(2);
    }

    @Test
    void a_stuck_account_delays_no_other() {
        aws.sticky = ONE;

        inventories.want(Map.of(ONE, names(), TWO, names()));

        await().until(() -> inventories.known().containsKey(TWO));
        assertThat(inventories.known()).doesNotContainKey(ONE);
    }

    @Test
    void listings_asked_for_in_between_do_not_make_the_regular_ones_more_frequent() {
        inventories.want(Map.of(ONE, names()));
        await().until(() -> inventories.known().containsKey(ONE));

        refresh();
        refresh();

        assertThat(inventories.due()).isEqualTo(1);
    }

    /** Returns when a listing that began after now has ended. */
    private void refresh() {
        var request = inventories.refresh(ONE);
        await().until(() -> inventories.isDone(ONE, request));
    }

    private Inventory known() {
        return Objects.requireNonNull(inventories.known().get(ONE));
    }

    private ListedBucket bucket(String name) {
        return known().buckets().stream()
                .filter(bucket -> bucket.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Wanted names() {
        return every(LONG);
    }

    private static Wanted every(Duration interval) {
        return new Wanted(interval, List.of(asking(new BucketSelector(List.of("*"), null, null))));
    }

    private static Wanted tags() {
        return new Wanted(LONG, List.of(asking(new BucketSelector(List.of("acme-*"), Map.of("data", "pii"), null))));
    }

    private static Wanted.Asking asking(BucketSelector selector) {
        return new Wanted.Asking(new Selector(selector), Grants.everything(), null);
    }

    private static ConditionFactory await() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }
}
