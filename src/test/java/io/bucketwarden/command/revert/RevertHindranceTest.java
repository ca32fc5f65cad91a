package io.bucketwarden.command.revert;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.S3BucketPolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevertHindranceTest {

    @Test
    void an_annotation_with_a_slip_is_not_written_over_since_what_it_holds_would_be_let_go() {
        var slip = policy(S3BucketPolicy.REVERT, "versioning,secureTransprot");

        for (var direct : new boolean[] {false, true}) {
            assertThat(RevertHindrance.of(slip, direct).orElseThrow())
                    .contains("secureTransprot", "still held", "correct or remove");
        }
    }

    @Test
    void a_policy_that_is_paused_is_reverted_directly_only() {
        var paused = policy(S3BucketPolicy.PAUSED, "true");

        assertThat(RevertHindrance.of(paused, false).orElseThrow()).contains("paused", "--direct");
        assertThat(RevertHindrance.of(paused, true)).isEmpty();
    }

    @Test
    void nothing_is_in_the_way_of_a_wish_beside_another() {
        assertThat(RevertHindrance.of(policy(S3BucketPolicy.REVERT, "versioning"), false))
                .isEmpty();
    }

    private static S3BucketPolicy policy(String annotation, String value) {
        var policy = new S3BucketPolicy();
        policy.getMetadata().setAnnotations(Map.of(annotation, value));
        return policy;
    }
}
