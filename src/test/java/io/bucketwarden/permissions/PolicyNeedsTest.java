package io.bucketwarden.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Mode;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.facet.Facets;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyNeedsTest {

    private static final String ACME = "arn:aws:s3:::acme";

    static Stream<Facet<?, ?>> facets() {
        return Facets.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("facets")
    void what_a_facet_asks_for_is_allowed_on_its_bucket_and_on_no_other(Facet<?, ?> facet) {
        var about = facet.about();
        var judge = judge(of(facet, "bucketName: acme"), Mode.Enforce);

        var asked = new TreeSet<>(about.readActions());
        asked.addAll(about.writeActions());
        asked.add("s3:ListBucket");
        if (!facet.name().equals("publicAccess")) {
            asked.remove("s3:GetBucketTagging");
        }
        for (var action : asked) {
            var ofAccount = FacetActions.OF_ACCOUNT.contains(action);
            var onTarget = facet.name().equals("logging") && !action.contains("Put");
            var onBucket = !facet.name().equals("logging") || action.matches(".*(Logging|ListBucket|Acl)");
            assertThat(judge.allows(action, ACME)).as(action).isEqualTo(onBucket);
            assertThat(judge.allows(action, ACME + "-logs")).as(action).isEqualTo(onTarget || ofAccount);
            assertThat(judge.allows(action, ACME + "-other")).as(action).isEqualTo(ofAccount);
        }
        for (var other : Facets.ALL) {
            other.about().writeActions().stream()
                    .filter(action -> !asked.contains(action))
                    .forEach(action ->
                            assertThat(judge.allows(action, ACME)).as(action).isFalse());
        }
    }

    @ParameterizedTest
    @MethodSource("facets")
    void an_audit_is_allowed_the_reads_of_the_same_and_no_write(Facet<?, ?> facet) {
        var spec = of(facet, "bucketName: acme");
        var enforced = PolicyNeeds.of("it", spec, Mode.Enforce, "aws").permissions();

        assertThat(PolicyNeeds.of("it", spec, Mode.Audit, "aws").permissions())
                .containsExactlyInAnyOrderElementsOf(enforced.stream()
                        .filter(one -> one.purpose() != Purpose.WRITE)
                        .toList())
                .allMatch(one -> IamActions.named(one.action()).orElseThrow().isRead());
    }

    @Test
    void tags_are_asked_for_only_where_they_decide() {
        assertThat(actions("bucketName: acme, posture: {publicAccess: {block: true}}"))
                .doesNotContain("s3:GetBucketTagging", "s3:ListAllMyBuckets");
        assertThat(actions("bucketSelector: {tags: {team: a}}, posture: {versioning: {status: Enabled}}"))
                .contains("s3:GetBucketTagging", "s3:ListAllMyBuckets");
        assertThat(actions("bucketSelector: {namePatterns: [a-*]}, posture: {versioning: {status: Enabled}}"))
                .contains("s3:ListAllMyBuckets")
                .doesNotContain("s3:GetBucketTagging");
    }

    @Test
    void a_pattern_means_to_iam_what_it_means_to_us_and_what_it_cannot_say_is_told() {
        var spec = spec("bucketSelector: {namePatterns: [acme-*, 'b?x', '!acme-scratch-*'], tags: {team: a}, regions:"
                + " [eu-central-1]}, posture: {versioning: {status: Enabled}}");
        var needs = PolicyNeeds.of("fleet", spec, Mode.Audit, "aws-us-gov");
        var judge = new RoleJudge(RolePolicy.of(needs.permissions()));

        assertThat(judge.allows("s3:GetBucketVersioning", "arn:aws-us-gov:s3:::acme-x"))
                .isTrue();
        assertThat(judge.allows("s3:GetBucketVersioning", "arn:aws-us-gov:s3:::box"))
                .isTrue();
        assertThat(judge.allows("s3:GetBucketVersioning", "arn:aws-us-gov:s3:::boox"))
                .isFalse();
        assertThat(judge.allows("s3:GetBucketVersioning", "arn:aws:s3:::acme-x"))
                .isFalse();
        assertThat(needs.remarks())
                .containsExactly(
                        "fleet: Resource cannot say !acme-scratch-*, tags, regions of bucketSelector, so it names"
                                + " more buckets than the policy governs.");
    }

    @Test
    void a_selector_without_patterns_is_of_every_bucket() {
        var judge = judge(
                spec("bucketSelector: {regions: [eu-central-1]}, posture: {versioning: {status: Enabled}}"),
                Mode.Audit);

        assertThat(judge.allows("s3:GetBucketVersioning", "arn:aws:s3:::whatever"))
                .isTrue();
    }

    @Test
    void access_logs_are_read_below_the_declared_prefix_only() {
        var judge = judge(
                spec("bucketName: acme, accessTracking: {}, posture: {logging: {targetBucket: acme-logs,"
                        + " targetPrefix: 's3/a$b/'}}"),
                Mode.Audit);

        assertThat(judge.allows("s3:GetObject", ACME + "-logs/s3/a$b/2026-11-30-00-00-00-A"))
                .isTrue();
        assertThat(judge.allows("s3:GetObject", ACME + "-logs/s3/other/2026-11-30-00-00-00-A"))
                .isFalse();
        assertThat(judge.allows("s3:GetObject", ACME + "/data")).isFalse();
        assertThat(judge.allows("s3:ListBucket", ACME + "-logs")).isTrue();
        assertThat(judge.allows("s3:GetBucketLogging", ACME)).isTrue();
    }

    @Test
    void access_logs_without_a_declared_prefix_may_be_anywhere_in_their_bucket_and_that_is_told() {
        var spec = spec("bucketName: acme, accessTracking: {}, posture: {logging: {targetBucket: acme-logs}}");

        assertThat(judge(spec, Mode.Audit).allows("s3:GetObject", ACME + "-logs/any"))
                .isTrue();
        assertThat(PolicyNeeds.of("it", spec, Mode.Audit, "aws").remarks())
                .singleElement()
                .asString()
                .contains("targetPrefix is not declared");
    }

    @Test
    void files_of_a_trail_are_read_below_its_logs_only() {
        var spec =
                spec("bucketName: acme, accessTracking: {source: CloudTrailLogs, cloudTrail: {bucket: trails, prefix:"
                        + " org}}, posture: {versioning: {status: Enabled}}");
        var judge = judge(spec, Mode.Audit);

        assertThat(judge.allows("s3:GetObject", "arn:aws:s3:::trails/org/AWSLogs/o-a/1/CloudTrail/x"))
                .isTrue();
        assertThat(judge.allows("s3:GetObject", "arn:aws:s3:::trails/other/AWSLogs/1/CloudTrail/x"))
                .isFalse();
        assertThat(judge.allows("s3:GetObject", "arn:aws:s3:::trails/org/AWSLogs/1/Config/eu-central-1/x"))
                .isFalse();
        assertThat(judge.allows("s3:ListBucket", "arn:aws:s3:::trails")).isTrue();
        assertThat(PolicyNeeds.of("it", spec, Mode.Audit, "aws").remarks())
                .singleElement()
                .asString()
                .contains("--kms-key");
    }

    @Test
    void files_of_a_trail_are_those_of_the_account_where_it_is_declared() {
        var judge = judge(
                spec("bucketName: acme, accountId: '123456789012', accessTracking: {source: CloudTrailLogs, cloudTrail:"
                        + " {bucket: trails}}, posture: {versioning: {status: Enabled}}"),
                Mode.Audit);

        assertThat(judge.allows("s3:GetObject", "arn:aws:s3:::trails/AWSLogs/123456789012/CloudTrail/x"))
                .isTrue();
        assertThat(judge.allows("s3:GetObject", "arn:aws:s3:::trails/AWSLogs/o-a1b2/123456789012/CloudTrail/x"))
                .isTrue();
        assertThat(judge.allows("s3:GetObject", "arn:aws:s3:::trails/AWSLogs/111122223333/CloudTrail/x"))
                .isFalse();
    }

    @Test
    void every_facet_has_a_posture_here() {
        assertThat(Facets.ALL)
                .extracting(Facet::name)
                .containsExactlyInAnyOrderElementsOf(FacetPostures.BY_NAME.keySet());
    }

    private static List<String> actions(String fields) {
        return PolicyNeeds.of("it", spec(fields), Mode.Enforce, "aws").permissions().stream()
                .map(Permission::action)
                .toList();
    }

    private static RoleJudge judge(S3BucketPolicySpec spec, Mode mode) {
        return new RoleJudge(
                RolePolicy.of(PolicyNeeds.of("it", spec, mode, "aws").permissions()));
    }

    private static S3BucketPolicySpec of(Facet<?, ?> facet, String target) {
        return spec(target + ", posture: {" + facet.name() + ": " + FacetPostures.BY_NAME.get(facet.name()) + "}");
    }

    private static S3BucketPolicySpec spec(String fields) {
        var spec = FacetPostures.spec(fields);
        assertThat(spec.unreadable()).isNull();
        return spec;
    }
}
