package io.bucketwarden.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.BucketState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What several policies say of the same bucket is told of one bucket. */
class GatheringTest {

    private static final String SPEC =
            "{bucketSelector: {namePatterns: ['*']}, posture: {versioning: {status: Enabled}}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Conflicted | , accountId: '111122223333'
            Conflicted | ''
            NotGranted | ''
            """)
    void a_bucket_that_a_policy_leaves_to_others_counts_once_and_stands_as_these_say(String reason, String account) {
        var left = """
                kind: S3BucketPolicy
                metadata: {name: late, namespace: storage, generation: 1}
                spec: {bucketName: fine, posture: {versioning: {status: Enabled}}%s}
                status: {observedGeneration: 1, buckets: [], conditions: [{type: Accepted, status: 'False', reason: %s,
                  message: Left to others., observedGeneration: 1, lastTransitionTime: '2026-11-29T08:00:00Z'}]}
                """.formatted(account, reason);
        var governing = "{name: fine, accountId: '111122223333', compliant: 'True', compliantFacets: [versioning]}";

        var report = new Resources()
                .yaml(left)
                .policy("early", SPEC, governing)
                .access("late", "fine", """
                        {summary: {accessors: 9}, previews: [{facet: networkAccess, candidate: c, from: '2026-11-15',
                          complete: true, requests: 9, denied: 7, cannotTell: 0, principals: 1}]}""")
                .access("early", "fine", "{summary: {accessors: 2}}")
                .report();

        assertThat(report.buckets()).singleElement().satisfies(bucket -> {
            assertThat(bucket.state()).isEqualTo(BucketState.Compliant);
            assertThat(bucket.account()).isEqualTo("111122223333");
            assertThat(bucket.accessors()).isEqualTo(2);
            assertThat(bucket.policies()).containsExactlyInAnyOrder("storage/late", "storage/early");
        });
        assertThat(report.html())
                .as("what a policy without a say had tracked is shown and not counted")
                .contains(">The bucket is as declared</h2>", "2 accessors", "9 accessors more")
                .contains("nothing was held against requests", "not held against requests");
        assertThat(report.gaps()).singleElement().asString().contains("storage/late is not in force: Left to others.");
        assertThat(new Resources().yaml(left).report().buckets())
                .singleElement()
                .satisfies(bucket -> assertThat(bucket.state()).isEqualTo(BucketState.Unknown));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Conflicted | publicAccess: another policy answers for it, which is not among what was read.
            NotGranted | publicAccess: policy storage/late declares it without a grant, and nobody governs it as far as was read.
            """)
    void what_is_left_to_a_policy_that_was_not_read_is_not_taken_for_fine(String reason, String gap) {
        var early = "{name: fine, compliant: 'True', compliantFacets: [versioning]}";
        var late = leaving(reason, 1, "publicAccess: {block: true}, versioning: {status: Enabled}");

        var report = new Resources().yaml(late).policy("early", SPEC, early).report();

        assertThat(report.buckets()).singleElement().satisfies(bucket -> {
            assertThat(bucket.state()).isEqualTo(BucketState.Unknown);
            assertThat(bucket.gaps()).containsOnlyOnce(gap).noneMatch(it -> it.startsWith("versioning"));
            assertThat(bucket.undeclared()).isNotEmpty().doesNotContain("publicAccess", "versioning");
        });
        assertThat(report.html()).contains(">The bucket could not be judged in full</h2>", "glance unknown");
        assertThat(new Resources()
                        .yaml(late)
                        .policy("early", SPEC, early)
                        .policy("winner", SPEC, "{name: fine, compliant: 'True', compliantFacets: [publicAccess]}")
                        .report()
                        .html())
                .as("with all that govern it")
                .contains(">The bucket is as declared</h2>");
    }

    @Test
    void one_facet_that_is_governed_by_a_policy_that_was_not_read_leaves_the_bucket_unknown() {
        var wide = """
                {name: fine, compliant: 'True', compliantFacets: [versioning],
                  facets: [{name: publicAccess, state: Superseded, drifts: []}]}""";

        assertThat(new Resources().policy("wide", SPEC, wide).report().buckets())
                .singleElement()
                .satisfies(bucket -> assertThat(bucket.state()).isEqualTo(BucketState.Unknown));
        assertThat(new Resources()
                        .policy("wide", SPEC, wide)
                        .policy("strict", SPEC, "{name: fine, compliant: 'True', compliantFacets: [publicAccess]}")
                        .report()
                        .buckets())
                .singleElement()
                .satisfies(bucket -> assertThat(bucket.state()).isEqualTo(BucketState.Compliant));
    }

    @Test
    void one_that_is_superseded_or_not_in_force_itself_does_not_answer_for_another() {
        var facets = "publicAccess: {block: true}, encryption: {algorithm: AES256}, versioning: {status: Enabled}";
        var report = new Resources()
                .yaml(leaving("Conflicted", 1, facets))
                .policy("wide", SPEC, """
                        {name: fine, compliant: 'True', compliantFacets: [versioning],
                          facets: [{name: publicAccess, state: Superseded, drifts: []}]}""")
                .yaml("""
                        kind: S3BucketPolicy
                        metadata: {name: wrong, namespace: storage, generation: 1}
                        spec: %s
                        status: {observedGeneration: 1,
                          buckets: [{name: fine, compliant: 'True', compliantFacets: [encryption]}],
                          conditions: [{type: Accepted, status: 'False', reason: InvalidSpec, message: Wrong.}]}
                        """.formatted(SPEC))
                .report();

        assertThat(report.buckets()).singleElement().satisfies(bucket -> {
            assertThat(bucket.state()).isEqualTo(BucketState.Unknown);
            assertThat(bucket.gaps())
                    .containsOnlyOnce(
                            "publicAccess: another policy answers for it, which is not among what was read.",
                            "encryption: another policy answers for it, which is not among what was read.");
        });
    }

    @Test
    void what_was_said_of_an_earlier_version_leaves_nothing_to_others() {
        var report = new Resources()
                .yaml(leaving("Conflicted", 2, "versioning: {status: Enabled}"))
                .policy("early", SPEC, "{name: fine, compliant: 'True', compliantFacets: [versioning]}")
                .report();

        assertThat(report.buckets()).singleElement().satisfies(bucket -> {
            assertThat(bucket.state()).isEqualTo(BucketState.Unknown);
            assertThat(bucket.gaps()).contains("Its posture: policy storage/late says nothing of it yet.");
        });
    }

    @Test
    void a_bucket_of_a_fleet_that_is_left_to_others_is_unknown_while_these_were_not_read() {
        var report = new Resources()
                .yaml("""
                        kind: S3BucketPolicy
                        metadata: {name: late, namespace: storage, generation: 1}
                        spec: %s
                        status: {observedGeneration: 1, buckets: [], conditions: [{type: Accepted, status: 'False',
                          reason: Conflicted, message: Left to others., observedGeneration: 1}]}
                        """.formatted(SPEC))
                .policy("early", SPEC, "{name: fine, compliant: 'True', compliantFacets: [encryption]}")
                .access("late", "fine", "{summary: {accessors: 9}}")
                .report();

        assertThat(report.buckets()).singleElement().satisfies(bucket -> {
            assertThat(bucket.state()).isEqualTo(BucketState.Unknown);
            assertThat(bucket.gaps())
                    .contains("versioning: another policy answers for it, which is not among what was read.");
        });
    }

    @Test
    void a_name_in_two_accounts_is_two_buckets_and_one_without_an_account_is_neither() {
        var report = new Resources()
                .policy("p", SPEC, "{name: b, accountId: '111122223333', compliant: 'True'}")
                .policy("q", SPEC, "{name: b, accountId: '444455556666', compliant: 'True'}")
                .policy("r", SPEC, "{name: b, compliant: 'True'}")
                .report();

        assertThat(report.buckets())
                .extracting(BucketFacts::account)
                .containsExactlyInAnyOrder("111122223333", "444455556666", null);
    }

    /** A policy without a say, of which the operator has seen generation 1. */
    private static String leaving(String reason, int generation, String posture) {
        return """
                kind: S3BucketPolicy
                metadata: {name: late, namespace: storage, generation: %d}
                spec: {bucketName: fine, posture: {%s}}
                status: {observedGeneration: 1, buckets: [], conditions: [{type: Accepted, status: 'False', reason: %s,
                  message: Left to others., observedGeneration: 1, lastTransitionTime: '2026-11-29T08:00:00Z'}]}
                """.formatted(generation, posture, reason);
    }
}
