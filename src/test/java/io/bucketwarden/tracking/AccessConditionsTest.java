package io.bucketwarden.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketAccessStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessConditionsTest {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    @Test
    void saturated_is_said_only_while_it_holds() {
        assertThat(of(S3BucketAccessStatus.NONE, NOON, Condition.Status.True, false))
                .extracting(Condition::type)
                .containsExactly(Condition.Type.Reading);
        assertThat(of(S3BucketAccessStatus.NONE, NOON, Condition.Status.True, true))
                .extracting(Condition::type)
                .containsExactly(Condition.Type.Reading, Condition.Type.Saturated);
    }

    @Test
    void the_time_of_a_condition_moves_only_when_its_status_flips() {
        var before = withConditions(of(S3BucketAccessStatus.NONE, NOON, Condition.Status.True, false));

        assertThat(of(before, NOON.plusSeconds(60), Condition.Status.True, false))
                .extracting(Condition::lastTransitionTime)
                .containsExactly("2026-11-29T12:00:00Z");
        assertThat(of(before, NOON.plusSeconds(60), Condition.Status.False, false))
                .extracting(Condition::lastTransitionTime)
                .containsExactly("2026-11-29T12:01:00Z");
    }

    private static List<Condition> of(
            S3BucketAccessStatus previous, Instant at, Condition.Status status, boolean saturated) {
        return new AccessConditions(previous, 1, at).of(status, Reason.CaughtUp, "Read.", saturated);
    }

    private static S3BucketAccessStatus withConditions(List<Condition> conditions) {
        return new S3BucketAccessStatus(
                1L, null, null, null, null, null, null, List.of(), List.of(), List.of(), null, conditions);
    }
}
