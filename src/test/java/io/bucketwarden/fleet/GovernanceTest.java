package io.bucketwarden.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.S3BucketPolicy;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GovernanceTest {

    private static final String OLD = "2026-11-24T08:00:00Z";
    private static final String NEW = "2026-11-24T08:00:01Z";

    @ParameterizedTest(name = "{0} against {1}")
    @CsvSource({
        // The older, wherever it is and whatever it is called.
        OLD + " zz/zz, " + NEW + " aa/aa",
        // Of two of the same second, the one of the first namespace.
        OLD + " aa/zz, " + OLD + " bb/aa",
        // Of two of the same namespace, the first by name.
        OLD + " aa/aa, " + OLD + " aa/bb",
    })
    void the_first_governs_in_whatever_order_they_are_seen(String winner, String loser) {
        assertThat(governing(List.of(policy(winner), policy(loser)))).isEqualTo(winner);
        assertThat(governing(List.of(policy(loser), policy(winner)))).isEqualTo(winner);
    }

    @Test
    void every_replica_comes_to_the_same_verdict() {
        var policies = new ArrayList<S3BucketPolicy>();
        for (var created : List.of(NEW, OLD)) {
            for (var name : List.of("bb/aa", "aa/bb", "aa/aa", "bb/bb")) {
                policies.add(policy(created + " " + name));
            }
        }

        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(policies, new Random(seed));
            assertThat(governing(policies)).isEqualTo(OLD + " aa/aa");
        }
    }

    @Test
    void a_policy_that_is_being_deleted_governs_no_more() {
        var leaving = policy(OLD + " aa/aa");
        leaving.getMetadata().setDeletionTimestamp(NEW);

        assertThat(governing(List.of(leaving, policy(NEW + " bb/bb")))).isEqualTo(NEW + " bb/bb");
        assertThat(Governance.governing(List.of(leaving))).isEmpty();
    }

    @Test
    void a_bucket_without_policies_is_governed_by_none() {
        assertThat(Governance.governing(List.of())).isEmpty();
    }

    private static String governing(List<S3BucketPolicy> policies) {
        var meta = Governance.governing(policies).orElseThrow().getMetadata();
        return meta.getCreationTimestamp() + " " + meta.getNamespace() + "/" + meta.getName();
    }

    /** @param text creation, a space, namespace/name */
    private static S3BucketPolicy policy(String text) {
        var parts = text.split("[ /]");
        var policy = new S3BucketPolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withCreationTimestamp(parts[0])
                .withNamespace(parts[1])
                .withName(parts[2])
                .build());
        return policy;
    }
}
