package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.operator.StatusPace.Wait;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusPaceTest {

    private final List<ResourceID> fired = new CopyOnWriteArrayList<>();
    private final StatusPace pace = new StatusPace(fired::add);
    private final S3BucketPolicy policy = policy();

    @AfterEach
    void close() {
        pace.close();
    }

    @Test
    void a_policy_of_few_buckets_is_told_at_once() {
        pace.due(policy, 100, Wait.NOTHING);

        await().until(() -> fired.size() == 1);
        assertThat(pace.take(policy, false)).isTrue();
    }

    @Test
    void what_is_waited_for_is_not_told_before_its_time() {
        pace.due(policy, 1, Wait.ASKED);

        assertThat(pace.take(policy, true)).isFalse();
        assertThat(fired).isEmpty();
    }

    @Test
    void what_somebody_asked_for_is_told_in_part_after_a_while_and_after_a_restart_later() {
        var spacing = Duration.ofSeconds(100);

        assertThat(StatusPace.patience(Wait.NOTHING, false, spacing)).isZero();
        assertThat(StatusPace.patience(Wait.ASKED, false, spacing)).hasSeconds(10);
        assertThat(StatusPace.patience(Wait.UNASKED, false, spacing)).hasSeconds(60);
        assertThat(StatusPace.patience(Wait.ASKED, true, Duration.ZERO)).hasSeconds(10);
        assertThat(StatusPace.patience(Wait.UNASKED, true, spacing)).isEqualTo(spacing);
    }

    @Test
    void it_is_told_as_soon_as_there_is_nothing_to_wait_for() {
        pace.due(policy, 1, Wait.ASKED);

        pace.due(policy, 1, Wait.NOTHING);

        await().until(() -> fired.size() == 1);
    }

    @Test
    void the_next_report_of_a_large_fleet_comes_a_while_after_the_last_one() {
        pace.due(policy, 10_000, Wait.NOTHING);
        await().until(() -> fired.size() == 1);
        assertThat(pace.take(policy, false)).isTrue();

        pace.due(policy, 10_000, Wait.NOTHING);

        assertThat(pace.take(policy, false)).as("100 s lie between two of them").isFalse();
        assertThat(fired).hasSize(1);
    }

    @Test
    void a_report_that_could_not_be_made_is_due_at_the_next_attempt() {
        pace.due(policy, 1, Wait.NOTHING);
        await().until(() -> fired.size() == 1);
        assertThat(pace.take(policy, true)).isTrue();

        pace.again(policy);

        assertThat(pace.take(policy, true)).isTrue();
        assertThat(pace.take(policy, true)).isFalse();
    }

    @Test
    void before_the_end_everything_new_is_told_and_waited_for() throws InterruptedException {
        pace.due(policy, 10_000, Wait.ASKED);

        var telling = Thread.ofVirtual().start(pace::tell);
        await().until(() -> fired.size() == 1);

        assertThat(telling.isAlive()).isTrue();
        pace.take(policy, true);
        telling.join();
    }

    @Test
    void a_policy_that_is_gone_is_told_no_more() {
        pace.due(policy, 1, Wait.ASKED);

        pace.forget(ResourceID.fromResource(policy));
        pace.tell();

        assertThat(fired).isEmpty();
    }

    private static S3BucketPolicy policy() {
        var policy = new S3BucketPolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withNamespace("storage")
                .withName("baseline")
                .build());
        return policy;
    }
}
