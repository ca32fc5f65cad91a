package io.bucketwarden.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.BucketState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody without a say in a bucket decides in whose report it is. */
class OwnersTest {

    private static final String OURS = "111122223333";
    private static final String WRONG = "444455556666";
    private static final String ACCEPTED = "{type: Accepted, status: 'True', reason: Accepted, observedGeneration: 1}";
    private static final String SPEC =
            "{bucketSelector: {namePatterns: ['*']}, posture: {publicAccess: {block: true}}}";
    private static final String OPEN = """
            compliant: 'False', facets: [{name: publicAccess, state: Drifted, drifts: []}],
            exposure: [{through: Acl, to: Everyone, access: [Read]}]""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: Accepted, status: 'False', reason: NotGranted, observedGeneration: 1}",
                "{type: Accepted, status: 'False', reason: Conflicted, observedGeneration: 1}",
                "{type: Accepted, status: 'False', reason: InvalidSpec, observedGeneration: 1}",
                "{type: Accepted, status: 'True', reason: Accepted, observedGeneration: 0}",
                ACCEPTED,
                ""
            })
    void an_open_bucket_is_in_the_account_where_it_was_found(String accepted) {
        var resources = new Resources()
                .yaml(claiming("other", WRONG, accepted, ""))
                .policy("early", SPEC, "{name: b, accountId: '%s', %s}".formatted(OURS, OPEN));

        assertThat(resources.report(new Scope(null, OURS)).buckets())
                .singleElement()
                .satisfies(bucket -> assertThat(bucket.state()).isEqualTo(BucketState.Open));
        assertThat(resources.report(new Scope(null, null)).buckets()).hasSize(1);
        assertThat(resources.report(new Scope(null, WRONG)).buckets()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: Accepted, status: 'False', reason: NotGranted, observedGeneration: 1}",
                "{type: Accepted, status: 'False', reason: InvalidSpec, observedGeneration: 1}",
                "{type: Accepted, status: 'True', reason: Accepted, observedGeneration: 0}",
                ""
            })
    void an_open_bucket_of_which_only_others_tell_the_account_is_told_as_left_out(String accepted) {
        var resources = new Resources()
                .yaml(claiming("other", WRONG, accepted, ""))
                .policy("early", SPEC, "{name: b, %s}".formatted(OPEN));

        assertThat(resources.report(new Scope(null, null)).buckets())
                .singleElement()
                .satisfies(bucket -> assertThat(bucket.account()).isNull());
        for (var account : new String[] {OURS, WRONG}) {
            assertThat(resources.report(new Scope(null, account)).buckets()).isEmpty();
            assertThat(resources.report(new Scope(null, account)).gaps())
                    .anySatisfy(gap -> assertThat(gap).startsWith("1 bucket of which no policy tells the account"));
        }
    }

    @Test
    void what_a_policy_lists_that_is_not_granted_is_in_nobodys_account() {
        var listed = "{name: b, accountId: '%s', compliant: 'Unknown'}".formatted(WRONG);
        var resources = new Resources()
                .yaml(claiming("other", WRONG, "{type: Accepted, status: 'False', reason: NotGranted}", listed))
                .policy("early", SPEC, "{name: b, accountId: '%s', %s}".formatted(OURS, OPEN));

        assertThat(resources.report().buckets())
                .extracting(BucketFacts::account)
                .containsExactly(OURS);
    }

    @Test
    void a_policy_in_force_tells_whose_a_bucket_is_before_it_was_looked_at() {
        var report = new Resources()
                .yaml(claiming("p", OURS, ACCEPTED, ""))
                .policy("early", SPEC, "{name: b, %s}".formatted(OPEN))
                .report(new Scope(null, OURS));

        assertThat(report.buckets())
                .singleElement()
                .satisfies(bucket -> assertThat(bucket.state()).isEqualTo(BucketState.Open));
    }

    @Test
    void of_two_accounts_in_which_a_name_was_found_a_policy_in_force_means_its_own() {
        var report = new Resources()
                .yaml(claiming("p", OURS, ACCEPTED, ""))
                .policy("q", SPEC, "{name: b, accountId: '%s', compliant: 'True'}".formatted(OURS))
                .policy("r", SPEC, "{name: b, accountId: '%s', compliant: 'True'}".formatted(WRONG))
                .report();

        assertThat(report.buckets())
                .extracting(BucketFacts::account, BucketFacts::state)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(OURS, BucketState.Unknown),
                        org.assertj.core.groups.Tuple.tuple(WRONG, BucketState.Compliant));
    }

    @Test
    void nobody_without_a_say_tells_whose_the_bucket_of_an_access_is() {
        var resources = new Resources().yaml("""
                        kind: S3BucketPolicy
                        metadata: {name: fleet, namespace: storage, generation: 1}
                        spec: {bucketSelector: {namePatterns: ['*']}, accountId: '%s', posture: {versioning: {status: Enabled}}}
                        status: {observedGeneration: 1, buckets: [], conditions: [
                          {type: Accepted, status: 'False', reason: NotGranted, message: No., observedGeneration: 1}]}
                        """.formatted(WRONG)).access("fleet", "b", "{summary: {accessors: 1}}");

        assertThat(resources.report().buckets())
                .singleElement()
                .satisfies(bucket -> assertThat(bucket.account()).isNull());
    }

    private static String claiming(String name, String account, String accepted, String listed) {
        return """
                kind: S3BucketPolicy
                metadata: {name: %s, namespace: storage, generation: 1}
                spec: {bucketName: b, accountId: '%s', posture: {publicAccess: {block: true}}}
                status: {observedGeneration: 1, buckets: [%s], conditions: [%s]}
                """.formatted(name, account, listed, accepted);
    }
}
