package io.bucketwarden.operator.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.events.ChangeEvent;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.operator.changes.Touches.Touch;
import io.bucketwarden.posture.Touched;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TouchesTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final BucketId BUCKET = new BucketId("123456789012", "acme-invoices");
    private static final BucketId OTHER = new BucketId("123456789012", "acme-logs");

    private final Touches touches = new Touches();

    @Test
    void what_came_since_the_last_look_is_taken_once_and_for_one_bucket() {
        touches.add(BUCKET, touch("PutBucketAcl", 1));
        touches.add(OTHER, touch("PutBucketLogging", 1));

        assertThat(touches.take(BUCKET)).isEqualTo(touch("PutBucketAcl", 1));
        assertThat(touches.take(BUCKET)).isEqualTo(Touch.NONE);
        assertThat(touches.size()).isEqualTo(1);
    }

    @Test
    void two_changes_are_read_together_and_told_in_the_order_in_which_they_were_made() {
        touches.add(BUCKET, touch("PutBucketAcl", 9));
        touches.add(BUCKET, touch("PutBucketLogging", 3));

        var taken = touches.take(BUCKET);

        assertThat(taken.touched().calls()).containsExactlyInAnyOrder("GetBucketAcl", "GetBucketLogging");
        assertThat(taken.events()).extracting(ChangeEvent::name).containsExactly("PutBucketLogging", "PutBucketAcl");
    }

    @Test
    void of_very_many_the_latest_are_kept_though_all_of_them_are_read_for() {
        touches.add(BUCKET, touch("PutBucketLogging", 0));
        for (int second = 1_000; second > 0; second--) {
            touches.add(BUCKET, touch("PutBucketAcl", second));
        }

        var taken = touches.take(BUCKET);

        assertThat(taken.events()).hasSize(Touches.EVENTS);
        assertThat(taken.events().getFirst().time()).isEqualTo(START.plusSeconds(1_001 - Touches.EVENTS));
        assertThat(taken.events().getLast().time()).isEqualTo(START.plusSeconds(1_000));
        assertThat(taken.touched().makesStale("GetBucketLogging")).isTrue();
    }

    @Test
    void nothing_takes_no_room() {
        touches.add(BUCKET, Touch.NONE);

        assertThat(touches.size()).isZero();
    }

    @Test
    void a_bucket_that_is_nobodys_is_forgotten() {
        touches.add(BUCKET, touch("PutBucketAcl", 1));

        touches.forget(BUCKET);

        assertThat(touches.take(BUCKET)).isEqualTo(Touch.NONE);
        assertThat(touches.size()).isZero();
    }

    private static Touch touch(String name, int second) {
        return new Touch(Touched.by(name), List.of(SomeChanges.by("alice", name, START.plusSeconds(second))));
    }
}
