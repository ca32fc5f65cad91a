package io.bucketwarden.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicyStatus;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of the contract, row by row, and what kstatus makes of each. */
class ConditionsTest {

    private static final String EARLIER = "2026-11-24T08:00:00Z";
    private static final String NOW = "2026-11-24T09:00:00Z";

    static Stream<Arguments> rows() {
        return Stream.of(
                row(
                        "audit, match",
                        audited(finding(FacetState.Compliant, Reason.NoDrift)),
                        "Accepted=True/Accepted Ready=True/Audited Compliant=True/NoDrift",
                        "Current"),
                row(
                        "audit, drift",
                        audited(finding(FacetState.Drifted, Reason.DriftDetected)),
                        "Accepted=True/Accepted Ready=True/Audited Compliant=False/DriftDetected",
                        "Current"),
                row(
                        "enforce, match",
                        enforced(finding(FacetState.Compliant, Reason.NoDrift)),
                        "Accepted=True/Accepted Ready=True/Enforced Compliant=True/NoDrift",
                        "Current"),
                row(
                        "enforce, repair under way",
                        enforced(finding(FacetState.Remediated, Reason.Remediating)),
                        "Accepted=True/Accepted Ready=False/Remediating Reconciling=True/Remediating Compliant=False/DriftDetected",
                        "InProgress"),
                row(
                        "a write refused",
                        enforced(finding(FacetState.Failed, Reason.RemediationFailed)),
                        "Accepted=True/Accepted Ready=False/RemediationFailed Stalled=True/RemediationFailed Compliant=False/DriftDetected",
                        "Failed"),
                row(
                        "looping",
                        enforced(finding(FacetState.Contended, Reason.NotConverging)),
                        "Accepted=True/Accepted Ready=False/NotConverging Stalled=True/NotConverging Compliant=False/DriftDetected",
                        "Failed"),
                row(
                        "contended",
                        enforced(finding(FacetState.Contended, Reason.Contended)),
                        "Accepted=True/Accepted Ready=False/Contended Stalled=True/Contended Compliant=False/DriftDetected",
                        "Failed"),
                row(
                        "a person must act",
                        enforced(finding(FacetState.ActionRequired, Reason.ActionRequired)),
                        "Accepted=True/Accepted Ready=True/Enforced Compliant=False/ActionRequired",
                        "Current"),
                row(
                        "throttled, first time",
                        checked(Mode.Enforce, 1, finding(FacetState.Unknown, Reason.CheckFailed)),
                        "Accepted=True/Accepted Ready=Unknown/Pending Reconciling=True/CheckFailed Compliant=Unknown/CheckFailed",
                        "InProgress"),
                row(
                        "throttled, again and again",
                        checked(Mode.Enforce, 4, finding(FacetState.Unknown, Reason.CheckFailed)),
                        "Accepted=True/Accepted Ready=False/CheckFailed Reconciling=True/CheckFailed Compliant=Unknown/CheckFailed",
                        "InProgress"),
                row(
                        "access denied",
                        enforced(finding(FacetState.Unknown, Reason.AccessDenied)),
                        "Accepted=True/Accepted Ready=False/AccessDenied Stalled=True/AccessDenied Compliant=Unknown/AccessDenied",
                        "Failed"),
                row(
                        "no bucket",
                        new Situation.Unreachable(Reason.BucketNotFound, "gone", 0),
                        "Accepted=True/Accepted Ready=False/BucketNotFound Stalled=True/BucketNotFound Compliant=Unknown/BucketNotFound",
                        "Failed"),
                row(
                        "another policy governs",
                        new Situation.Rejected(Reason.Conflicted, "older"),
                        "Accepted=False/Conflicted Ready=False/Conflicted Compliant=Unknown/Conflicted Stalled=True/Conflicted",
                        "Failed"),
                row(
                        "invalid",
                        new Situation.Rejected(Reason.InvalidSpec, "wrong"),
                        "Accepted=False/InvalidSpec Ready=False/InvalidSpec Compliant=Unknown/InvalidSpec Stalled=True/InvalidSpec",
                        "Failed"),
                row(
                        "paused before the first look",
                        new Situation.Paused(),
                        "Accepted=True/Accepted Ready=Unknown/Pending Compliant=Unknown/Pending Paused=True/Paused",
                        "InProgress"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void the_row_of_the_contract_holds(String name, Situation situation, String expected, String kstatus) {
        var conditions = Conditions.of(situation, S3BucketPolicyStatus.NONE, 3, null, null, NOW);

        assertThat(text(conditions)).isEqualTo(expected);
        assertThat(Kstatus.of(conditions)).isEqualTo(kstatus);
        assertThat(conditions).allMatch(c -> c.observedGeneration() == 3 && NOW.equals(c.lastTransitionTime()));
    }

    @Test
    void a_drift_beside_something_unknown_is_drift() {
        var conditions = Conditions.of(
                enforced(
                        finding(FacetState.Unknown, Reason.AccessDenied),
                        finding(FacetState.Failed, Reason.RemediationFailed)),
                S3BucketPolicyStatus.NONE,
                1,
                null,
                null,
                NOW);

        assertThat(text(conditions))
                .contains("Compliant=False/DriftDetected")
                .contains("Ready=False/RemediationFailed");
    }

    @Test
    void the_transition_time_moves_only_when_the_status_flips() {
        var drift = Conditions.of(
                audited(finding(FacetState.Drifted, Reason.DriftDetected)),
                S3BucketPolicyStatus.NONE,
                1,
                null,
                null,
                EARLIER);
        var match = Conditions.of(
                audited(finding(FacetState.Compliant, Reason.NoDrift)), status(drift), 1, null, null, NOW);

        assertThat(match)
                .extracting(c -> c.type() + " " + c.lastTransitionTime())
                .containsExactly("Accepted " + EARLIER, "Ready " + EARLIER, "Compliant " + NOW);
    }

    @Test
    void ready_is_kept_while_a_few_checks_fail() {
        var ready = Conditions.of(
                enforced(finding(FacetState.Compliant, Reason.NoDrift)),
                S3BucketPolicyStatus.NONE,
                1,
                null,
                null,
                EARLIER);

        var failing = Conditions.of(
                new Situation.Unreachable(Reason.CheckFailed, "slow", 3), status(ready), 1, null, null, NOW);
        var failed = Conditions.of(
                new Situation.Unreachable(Reason.CheckFailed, "slow", 4), status(ready), 1, null, null, NOW);

        assertThat(text(failing)).contains("Ready=True/Enforced").contains("Reconciling=True/CheckFailed");
        assertThat(text(failed)).contains("Ready=False/CheckFailed");
    }

    @Test
    void a_pause_changes_neither_ready_nor_compliant() {
        var before = Conditions.of(
                enforced(finding(FacetState.Failed, Reason.RemediationFailed)),
                S3BucketPolicyStatus.NONE,
                1,
                null,
                null,
                EARLIER);

        var paused = Conditions.of(new Situation.Paused(), status(before), 1, null, null, NOW);

        assertThat(text(paused))
                .contains("Ready=False/RemediationFailed")
                .contains("Compliant=False/DriftDetected")
                .contains("Paused=True/Paused")
                .doesNotContain("Stalled");
    }

    private static String text(List<Condition> conditions) {
        assertThat(conditions).extracting(Condition::type).doesNotHaveDuplicates();
        return conditions.stream()
                .map(c -> c.type() + "=" + c.status() + "/" + c.reason())
                .collect(Collectors.joining(" "));
    }

    private static S3BucketPolicyStatus status(List<Condition> conditions) {
        return new S3BucketPolicyStatus(1L, null, null, null, List.of(), false, null, null, conditions);
    }

    private static Situation audited(Finding... findings) {
        return checked(Mode.Audit, 0, findings);
    }

    private static Situation enforced(Finding... findings) {
        return checked(Mode.Enforce, 0, findings);
    }

    private static Situation checked(Mode mode, int failures, Finding... findings) {
        return new Situation.Checked(mode, mode, SomeLooks.ofOne(List.of(findings), failures), "");
    }

    private static Finding finding(FacetState state, Reason reason) {
        return new Finding("versioning", state, reason, List.of(), "as it is");
    }

    private static Arguments row(String name, Situation situation, String expected, String kstatus) {
        return Arguments.of(name, situation, expected, kstatus);
    }
}
