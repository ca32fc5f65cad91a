package io.bucketwarden.openreports;

import static io.bucketwarden.openreports.Found.bucket;
import static io.bucketwarden.openreports.Found.facet;
import static io.bucketwarden.openreports.Found.policy;
import static io.bucketwarden.openreports.Found.suspended;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Drift;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.ChangedBy;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FacetResultsTest {

    private static final FacetResults RESULTS = new FacetResults(Found.FACETS);

    @ParameterizedTest
    @CsvSource({
        "Compliant,      pass,  true",
        "Drifted,        fail,  true",
        "Remediated,     warn,  false",
        "ActionRequired, fail,  true",
        "Compensated,    warn,  false",
        "Failed,         fail,  true",
        "Unknown,        error, true",
        "Exempt,         skip,  false",
        "Contended,      fail,  true",
        "Reverted,       fail,  true",
        "Superseded,     skip,  false",
    })
    void each_state_of_a_facet_is_one_of_the_five_results(FacetState state, String word, boolean scored) {
        var grade = Grade.of(facet("versioning", state, new Drift("versioning.status", "Enabled", "Suspended")));

        assertThat(grade.word()).isEqualTo(word);
        assertThat(grade.isScored()).isEqualTo(scored);
    }

    @Test
    void what_was_put_back_and_matches_nevertheless_passes() {
        assertThat(Grade.of(facet("versioning", FacetState.Reverted))).isEqualTo(Grade.PASS);
    }

    @Test
    void one_finding_is_one_result_however_many_controls_it_answers() {
        var drift = new Drift("publicAccess.acl", "private", "READ to AllUsers");

        var results = of(bucket("site", facet("publicAccess", FacetState.Drifted, drift)));

        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.rule()).isEqualTo("S3.2");
            assertThat(result.message())
                    .isEqualTo("site: publicAccess.acl should be private, but is READ to AllUsers.");
            assertThat(result.since()).isEqualTo(Found.SINCE);
            assertThat(result.properties())
                    .isEqualTo(Map.of(
                            "bucket", "site",
                            "region", "eu-central-1",
                            "account", "123456789012",
                            "state", "Drifted",
                            "expected", "publicAccess.acl=private",
                            "actual", "publicAccess.acl=READ to AllUsers",
                            "securityHub", "S3.2, S3.3, S3.8",
                            "cis", "2.1.4"));
        });
    }

    @Test
    void whoever_changed_it_is_not_named() {
        var by = new ChangedBy(
                "arn:aws:iam::123456789012:user/alice", "203.0.113.7", null, "PutBucketAcl", "id", "then");
        var contended = new FacetStatus(
                "versioning", FacetState.Contended, Found.SINCE, List.of(), "Agree on one. " + by.sentence(), by);

        assertThat(of(bucket("site", contended))).singleElement().satisfies(result -> {
            assertThat(result.message()).isEqualTo("site: Agree on one.");
            assertThat(result.toString()).doesNotContain("alice").doesNotContain("203.0.113.7");
        });
    }

    @Test
    void a_facet_that_answers_no_control_is_a_rule_itself() {
        assertThat(of(bucket("site", List.of("networkAccess"))))
                .singleElement()
                .satisfies(result -> assertThat(result.rule()).isEqualTo("networkAccess"));
    }

    @Test
    void every_facet_is_there_the_gravest_first() {
        var one = bucket("a", List.of("encryption"), facet("logging", FacetState.Exempt), suspended());
        var other = bucket("b", List.of(), facet("versioning", FacetState.Unknown));

        assertThat(of(one, other))
                .extracting(FacetResult::bucket, FacetResult::facet, FacetResult::grade)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", "versioning", Grade.FAIL),
                        org.assertj.core.groups.Tuple.tuple("b", "versioning", Grade.ERROR),
                        org.assertj.core.groups.Tuple.tuple("a", "logging", Grade.SKIP),
                        org.assertj.core.groups.Tuple.tuple("a", "encryption", Grade.PASS));
    }

    @Test
    void each_difference_is_named_on_both_sides() {
        var facet = facet(
                "encryption",
                FacetState.Drifted,
                new Drift("encryption.algorithm", "aws:kms", "AES256"),
                new Drift("encryption.bucketKey", "true", "false"));

        assertThat(of(bucket("site", facet)))
                .singleElement()
                .satisfies(result -> assertThat(result.properties())
                        .containsEntry("expected", "encryption.algorithm=aws:kms; encryption.bucketKey=true")
                        .containsEntry("actual", "encryption.algorithm=AES256; encryption.bucketKey=false"));
    }

    @Test
    void a_bucket_that_could_not_be_looked_at_is_an_error_that_says_why() {
        assertThat(of(Found.unreachable("gone", "There is no such bucket.")))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.grade()).isEqualTo(Grade.ERROR);
                    assertThat(result.rule()).isEqualTo("Bucket");
                    assertThat(result.message()).isEqualTo("gone: There is no such bucket.");
                });
    }

    @Test
    void a_policy_without_a_say_is_an_error_with_the_reason_as_its_rule() {
        var said = said(Found.status(Condition.Type.Accepted, Condition.Status.False, Reason.NotGranted));

        assertThat(RESULTS.of(said)).singleElement().satisfies(result -> {
            assertThat(result.grade()).isEqualTo(Grade.ERROR);
            assertThat(result.rule()).isEqualTo("NotGranted");
            assertThat(result.message()).isEqualTo("Why.");
            assertThat(result.properties()).isEmpty();
        });
    }

    @Test
    void accounts_that_could_not_be_listed_are_an_error_beside_what_was_found_elsewhere() {
        var said = said(
                Found.status(Condition.Type.Compliant, Condition.Status.Unknown, Reason.AccessDenied),
                bucket("a", List.of("versioning")));

        assertThat(RESULTS.of(said))
                .extracting(FacetResult::rule, FacetResult::grade)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("AccessDenied", Grade.ERROR),
                        org.assertj.core.groups.Tuple.tuple("S3.14", Grade.PASS));
    }

    @Test
    void what_a_bucket_tells_already_is_not_told_again_of_the_policy() {
        var said = said(
                Found.status(Condition.Type.Compliant, Condition.Status.Unknown, Reason.AccessDenied),
                bucket("a", facet("versioning", FacetState.Unknown)));

        assertThat(RESULTS.of(said)).extracting(FacetResult::rule).containsExactly("S3.14");
    }

    @Test
    void a_selector_that_chooses_nothing_is_a_warning() {
        var said = said(Found.status(Condition.Type.Compliant, Condition.Status.Unknown, Reason.NoBuckets));

        assertThat(RESULTS.of(said))
                .singleElement()
                .satisfies(result -> assertThat(result.grade()).isEqualTo(Grade.WARN));
    }

    @Test
    void a_pause_is_no_finding() {
        assertThat(RESULTS.of(said(Found.status(Condition.Type.Compliant, Condition.Status.Unknown, Reason.Paused))))
                .isEmpty();
    }

    @Test
    void long_texts_are_cut() {
        var drifts = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> new Drift("path." + i, "e".repeat(200), "a".repeat(200)))
                .toArray(Drift[]::new);

        assertThat(of(bucket("site", facet("encryption", FacetState.Drifted, drifts))))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.message()).hasSize(FacetResults.MAX_TEXT).endsWith("…");
                    assertThat(result.properties().get("expected")).hasSize(FacetResults.MAX_TEXT);
                });
    }

    private static List<FacetResult> of(BucketStatus... buckets) {
        return RESULTS.of(Said.of(policy("p"), List.of(buckets)));
    }

    private static Said said(S3BucketPolicyStatus status, BucketStatus... buckets) {
        var policy = policy("p");
        policy.setStatus(status);
        return Said.of(policy, List.of(buckets));
    }
}
