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
}
