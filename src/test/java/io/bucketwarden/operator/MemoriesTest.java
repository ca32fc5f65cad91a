package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.S3BucketPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoriesTest {

    private final List<S3BucketPolicy> living = new ArrayList<>();
    private final Memories memories = new Memories(living::stream);

    @Test
    void a_policy_made_anew_under_its_old_name_starts_afresh() {
        var first = memories.of(policy("one"));

        assertThat(memories.of(policy("one"))).isSameAs(first);
        assertThat(memories.of(policy("two"))).isNotSameAs(first);
    }

    @Test
    void the_gone_are_forgotten_while_others_come() {
        living.add(policy("stays"));
        var kept = memories.of(policy("stays"));

        for (int gone = 0; gone < 10_000; gone++) {
            memories.of(policy("gone-" + gone));
        }

        assertThat(memories.size()).isLessThan(300);
        assertThat(memories.of(policy("stays"))).isSameAs(kept);
    }

    private static S3BucketPolicy policy(String uid) {
        var policy = new S3BucketPolicy();
        policy.getMetadata().setName("p");
        policy.getMetadata().setNamespace("payments");
        policy.getMetadata().setUid(uid);
        return policy;
    }
}
