package io.bucketwarden.operator.status;

import static io.bucketwarden.operator.status.Said.facet;
import static io.bucketwarden.operator.status.Said.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Drift;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatusReportTest {

    private static final Instant EIGHT = Instant.parse("2026-11-24T08:00:00Z");
    private static final Instant NINE = EIGHT.plus(Duration.ofHours(1));
    private static final S3BucketPolicySpec SPEC =
            new S3BucketPolicySpec("acme-invoices", null, null, null, Mode.Enforce, null, null, null, null);
    private static final BucketReport.Place PLACE = new BucketReport.Place("eu-central-1", "123456789012");

    private static final Finding MATCHES = finding("encryption", FacetState.Compliant, Reason.NoDrift, 0);
    private static final Finding DRIFTED = finding("versioning", FacetState.Drifted, Reason.DriftDetected, 1);
    private static final Finding UNKNOWN = finding("logging", FacetState.Unknown, Reason.AccessDenied, 0);

    @Test
    void the_status_says_what_was_checked_when_and_how() {
        var status = first(MATCHES);

        assertThat(status.observedGeneration()).isEqualTo(3);
        assertThat(status.target()).isEqualTo("acme-invoices");
        assertThat(status.mode()).isEqualTo(Mode.Enforce);
        assertThat(status.lastCheckTime()).isEqualTo("2026-11-24T08:00:00Z");
        assertThat(status.lastHandledReconcileAt()).isEqualTo("asked");
        assertThat(status.buckets()).singleElement().satisfies(bucket -> {
            assertThat(bucket.region()).isEqualTo("eu-central-1");
            assertThat(bucket.accountId()).isEqualTo("123456789012");
            assertThat(bucket.compliantFacets()).containsExactly("encryption");
            assertThat(bucket.facets()).isEmpty();
        });
    }

    static Stream<Arguments> summaries() {
        var twofold = finding("publicAccess", FacetState.Drifted, Reason.DriftDetected, 2);
        return Stream.of(
                Arguments.of("match", List.of(MATCHES), new Summary(1, 1, 0, 0, 0, 0, 0), Condition.Status.True),
                Arguments.of(
                        "drift", List.of(MATCHES, DRIFTED), new Summary(1, 0, 1, 0, 0, 0, 1), Condition.Status.False),
                Arguments.of(
                        "drifts of several facets",
                        List.of(twofold, DRIFTED),
                        new Summary(1, 0, 1, 0, 0, 0, 3),
                        Condition.Status.False),
                Arguments.of(
                        "unknown is not compliant",
                        List.of(MATCHES, UNKNOWN),
                        new Summary(1, 0, 0, 1, 0, 0, null),
                        Condition.Status.Unknown),
                Arguments.of(
                        "a drift is known whatever is not",
                        List.of(UNKNOWN, DRIFTED),
                        new Summary(1, 0, 1, 0, 0, 0, 1),
                        Condition.Status.False));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("summaries")
    void the_summary_counts_buckets_by_verdict_and_every_drift(
            String name, List<Finding> findings, Summary summary, Condition.Status verdict) {
        var status = first(findings.toArray(Finding[]::new));

        assertThat(status.summary()).isEqualTo(summary);
        assertThat(status.buckets().getFirst().compliant()).isEqualTo(verdict);
    }

    @Test
    void nothing_but_a_later_check_is_the_same_status() {
        var before = first(MATCHES, DRIFTED, UNKNOWN);

        assertThat(again(before, MATCHES, DRIFTED, UNKNOWN)).isEqualTo(before);
    }

    @Test
    void a_new_request_or_generation_is_another_status() {
        var before = first(MATCHES);

        var asked = status(before, before, 3, "asked again", NINE, MATCHES);
        var edited = status(before, before, 4, "asked", NINE, MATCHES);

        assertThat(asked.lastHandledReconcileAt()).isEqualTo("asked again");
        assertThat(edited.observedGeneration()).isEqualTo(4);
        assertThat(List.of(asked, edited)).allMatch(s -> "2026-11-24T09:00:00Z".equals(s.lastCheckTime()));
    }

    @Test
    void since_stays_while_a_drift_lasts_even_as_it_changes() {
        var before = first(DRIFTED);
        var worse = finding("versioning", FacetState.Failed, Reason.RemediationFailed, 1);

        var after = again(before, worse);

        assertThat(facet(after, "versioning").state()).isEqualTo(FacetState.Failed);
        assertThat(facet(after, "versioning").since()).isEqualTo("2026-11-24T08:00:00Z");
    }

    @Test
    void since_begins_anew_for_a_drift_that_comes_back() {
        var mended = again(first(DRIFTED), finding("versioning", FacetState.Compliant, Reason.NoDrift, 0));

        var back = status(mended, mended, 3, "asked", NINE, DRIFTED);

        assertThat(facet(back, "versioning").since()).isEqualTo("2026-11-24T09:00:00Z");
    }

    @Test
    void since_survives_a_check_that_could_not_tell() {
        var drifted = first(DRIFTED);
        var unsure = again(drifted, finding("versioning", FacetState.Unknown, Reason.CheckFailed, 0));

        var back = status(unsure, drifted, 3, "asked", NINE, DRIFTED);

        assertThat(facet(back, "versioning").since()).isEqualTo("2026-11-24T08:00:00Z");
    }

    @Test
    void a_pause_keeps_everything_that_was_known_and_answers_no_request() {
        var before = first(MATCHES, DRIFTED);

        var paused = report(before, 3, "while paused", NINE).without(new Situation.Paused(), SPEC);
        var edited = report(paused, 4, "while paused", NINE).without(new Situation.Paused(), SPEC);

        assertThat(paused.buckets()).isEqualTo(before.buckets());
        assertThat(paused.summary()).isEqualTo(before.summary());
        assertThat(paused.lastCheckTime()).isEqualTo(before.lastCheckTime());
        assertThat(paused.lastHandledReconcileAt()).isEqualTo("asked");
        assertThat(reason(paused, Condition.Type.Compliant)).isEqualTo("False/DriftDetected");
        assertThat(edited.observedGeneration()).isEqualTo(4);
        assertThat(reason(edited, Condition.Type.Ready)).isEqualTo("Unknown/Paused");
    }

    @Test
    void an_unreachable_bucket_is_unknown_and_was_not_checked() {
        var before = first(MATCHES);

        var unreachable = report(before, 3, "asked", NINE)
                .without(new Situation.Unreachable(Reason.BucketNotFound, "gone", 0), SPEC);

        assertThat(unreachable.summary().unknown()).isEqualTo(1);
        assertThat(unreachable.summary().compliant()).isZero();
        assertThat(unreachable.summary().drifts()).as("not the same as none").isNull();
        assertThat(unreachable.buckets()).singleElement().satisfies(bucket -> {
            assertThat(bucket.compliant()).isEqualTo(Condition.Status.Unknown);
            assertThat(bucket.compliantFacets()).isEmpty();
            assertThat(facet(unreachable, "encryption").state()).isEqualTo(FacetState.Unknown);
        });
        assertThat(unreachable.lastCheckTime()).isEqualTo(before.lastCheckTime());
        assertThat(reason(unreachable, Condition.Type.Compliant)).isEqualTo("Unknown/BucketNotFound");
    }

    @Test
    void a_policy_that_does_not_govern_says_nothing_of_the_bucket() {
        var before = first(MATCHES, DRIFTED);

        var conflicted =
                report(before, 3, "asked", NINE).without(new Situation.Rejected(Reason.Conflicted, "older"), SPEC);

        assertThat(conflicted.buckets()).isEmpty();
        assertThat(conflicted.summary()).isEqualTo(Summary.NONE);
        assertThat(reason(conflicted, Condition.Type.Accepted)).isEqualTo("False/Conflicted");
    }

    @Test
    void a_resource_without_a_spec_still_gets_a_status() {
        var status = report(S3BucketPolicyStatus.NONE, 1, null, EIGHT)
                .without(new Situation.Rejected(Reason.InvalidSpec, "no spec"), null);

        assertThat(status.target()).isNull();
        assertThat(status.observedGeneration()).isEqualTo(1);
        assertThat(reason(status, Condition.Type.Ready)).isEqualTo("False/InvalidSpec");
    }

    private static S3BucketPolicyStatus first(Finding... findings) {
        return status(S3BucketPolicyStatus.NONE, S3BucketPolicyStatus.NONE, 3, "asked", EIGHT, findings);
    }

    private static S3BucketPolicyStatus again(S3BucketPolicyStatus before, Finding... findings) {
        return status(before, before, 3, "asked", NINE, findings);
    }

    private static StatusReport report(S3BucketPolicyStatus before, long generation, String request, Instant at) {
        return new StatusReport(before, generation, request, null, null, at);
    }

    /** @param known the status before, with what was known in place of what could not be read */
    private static S3BucketPolicyStatus status(
            S3BucketPolicyStatus before,
            S3BucketPolicyStatus known,
            long generation,
            String request,
            Instant at,
            Finding... findings) {
        var said = new BucketReport("acme-invoices", only(before), only(known), at)
                .looked(List.of(findings), PLACE, List.of(), List.of(), List.of());
        var looks = SomeLooks.ofOne(List.of(findings), 0);
        return report(before, generation, request, at)
                .with(new Situation.Checked(Mode.Enforce, Mode.Enforce, looks, ""), SPEC, List.of(said));
    }

    private static BucketStatus only(S3BucketPolicyStatus status) {
        return status.buckets().isEmpty() ? null : status.buckets().getFirst();
    }

    private static Finding finding(String facet, FacetState state, Reason reason, int drifts) {
        var list = Stream.iterate(1, n -> n + 1)
                .limit(drifts)
                .map(n -> new Drift(facet + ".path" + n, "as declared", "as it is"))
                .toList();
        return new Finding(facet, state, reason, list, "");
    }
}
