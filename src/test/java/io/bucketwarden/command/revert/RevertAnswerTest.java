package io.bucketwarden.command.revert;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import io.bucketwarden.command.revert.RevertRow.State;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.posture.undo.Kept;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevertAnswerTest {

    private static final String ACCOUNT = "123456789012";
    private static final RevertRow ROW = RevertRow.of(
            new BucketId(ACCOUNT, "acme"),
            "versioning",
            new Kept(Instant.parse("2026-11-29T08:00:00Z"), "payments/p", "uid", Map.of(), Map.of()));

    @Test
    void a_status_from_before_the_wish_is_no_answer_however_good_it_is() {
        var before = answer("earlier", "acme", FacetState.Reverted);

        assertThat(before.isFinal(List.of(ROW))).isFalse();
        assertThat(before.told(ROW).state()).isEqualTo(State.Unanswered);
        assertThat(before.told(ROW).message()).contains("has not looked", "the status said Reverted");
        assertThat(before.told(ROW).isBack()).isFalse();
    }

    @Test
    void a_bucket_that_the_status_has_no_room_for_is_not_called_put_back() {
        var before = answer("earlier", "another", FacetState.Drifted);
        var after = answer("asked", "another", FacetState.Drifted);

        assertThat(before.isFinal(List.of(ROW))).isFalse();
        assertThat(after.isFinal(List.of(ROW)))
                .as("nothing else will ever be said")
                .isTrue();
        assertThat(after.told(ROW).state()).isEqualTo(State.NotListed);
        assertThat(after.told(ROW).message()).contains("the 1 worst buckets only", "Ready is True: All done.");
        assertThat(after.told(ROW).isBack()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Reverted, Reverted, true",
        "ActionRequired, ActionRequired, false",
        "Compensated, ActionRequired, false",
        "Failed, Failed, false",
        "Unknown, Unknown, false",
        "Contended, NotReverted, false",
        "Compliant, NotReverted, false"
    })
    void only_what_is_reverted_ends_the_wait(FacetState said, State told, boolean isFinal) {
        var answer = answer("asked", "acme", said);

        assertThat(answer.told(ROW).state()).isEqualTo(told);
        assertThat(answer.isFinal(List.of(ROW))).isEqualTo(isFinal);
    }

    private static RevertAnswer answer(String handled, String bucket, FacetState state) {
        var facet = new FacetStatus("versioning", state, null, List.of(), "as it says", null);
        var found = new BucketStatus(
                bucket, "eu-central-1", ACCOUNT, Condition.Status.False, null, List.of(), List.of(facet), List.of());
        var ready = new Condition(Condition.Type.Ready, Condition.Status.True, Reason.Enforced, "All done.", 1L, null);
        var status = new S3BucketPolicyStatus(
                1L, "150 buckets", null, null, List.of(found), true, null, handled, List.of(ready));
        return new RevertAnswer(status, "asked");
    }
}
