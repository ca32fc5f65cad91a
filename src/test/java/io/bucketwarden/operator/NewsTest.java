package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Drift;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NewsTest {

    private static final S3BucketPolicyStatus UNSEEN = S3BucketPolicyStatus.NONE;

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "Compliant,      Drifted,        DriftDetected",
                "Compliant,      Remediated,     DriftDetected",
                "Compliant,      ActionRequired, DriftDetected ActionRequired",
                "Compliant,      Failed,         DriftDetected RemediationFailed",
                "Compliant,      Contended,      DriftDetected RemediationFailed",
                "Compliant,      Unknown,        -",
                "Drifted,        Remediated,     -",
                "Drifted,        Failed,         RemediationFailed",
                "Drifted,        Compliant,      -",
                "Remediated,     Compliant,      DriftRemediated",
                "Remediated,     Contended,      RemediationFailed",
                "Failed,         Remediated,     -",
                "ActionRequired, Compliant,      -",
                "Unknown,        Compliant,      -",
                "Remediated,     Reverted,       Reverted",
                "Compliant,      Reverted,       Reverted",
                "Reverted,       Drifted,        DriftDetected",
                "Reverted,       Compliant,      -",
            })
    void the_change_of_one_facet_is_told(FacetState before, FacetState after, String events) {
        assertThat(kinds(status(facet("versioning", before)), status(facet("versioning", after))))
                .isEqualTo(events == null ? "" : events);
    }

    @ParameterizedTest
    @EnumSource(FacetState.class)
    void a_state_that_lasts_is_not_told_again(FacetState state) {
        var lasting = status(facet("versioning", state));

        assertThat(between(lasting, lasting)).isEmpty();
    }

    @Test
    void what_complied_and_is_being_put_back_has_not_drifted() {
        var putBack = new FacetStatus("versioning", FacetState.Remediated, null, List.of(), "Put back", null);

        assertThat(kinds(status(), status(putBack))).isEmpty();
    }

    @Test
    void the_first_look_tells_of_drift_and_not_of_what_matches() {
        assertThat(kinds(UNSEEN, status(facet("versioning", FacetState.Drifted))))
                .isEqualTo("DriftDetected");
        assertThat(kinds(UNSEEN, status())).isEmpty();
    }

    @Test
    void facets_that_change_together_make_one_event_that_names_each() {
        var events = between(
                status(), status(facet("versioning", FacetState.Drifted), facet("encryption", FacetState.Drifted)));

        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.message())
                        .startsWith("acme-invoices: ")
                        .contains("versioning.path should be as declared, but is as it is")
                        .contains("encryption.path should be as declared, but is as it is"));
    }

    @Test
    void a_facet_that_lasts_is_not_told_beside_one_that_changes() {
        var events = between(
                status(facet("versioning", FacetState.Drifted)),
                status(facet("versioning", FacetState.Drifted), facet("encryption", FacetState.Drifted)));

        assertThat(events)
                .singleElement()
                .satisfies(event ->
                        assertThat(event.message()).contains("encryption").doesNotContain("versioning"));
    }

    @Test
    void what_can_no_longer_be_read_is_not_told_as_mended() {
        assertThat(kinds(status(facet("versioning", FacetState.Remediated)), status()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "publicAccess, Compliant, PublicAccessExempted",
                "publicAccess, Drifted,   PublicAccessExempted",
                "publicAccess, Unknown,   PublicAccessExempted",
                "publicAccess, Exempt,    -",
                "versioning,   Drifted,   -",
                "objectOwnership, Drifted, -",
            })
    void that_a_bucket_may_be_open_from_now_on_is_told(String name, FacetState before, String events) {
        assertThat(kinds(status(facet(name, before)), status(exempt(name, "Let pass until 2027-01-01."))))
                .isEqualTo(events == null ? "" : events);
    }

    @Test
    void the_end_of_an_exemption_is_announced_once() {
        var lasting = status(exempt("versioning", "Let pass until 2027-01-01."));
        var ending = status(exempt("versioning", "Exemption ends soon: let pass until 2027-01-01."));

        assertThat(between(lasting, ending)).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Transition.Kind.ExemptionEnding);
            assertThat(event.message()).startsWith("acme-invoices, versioning: Exemption ends soon");
        });
        assertThat(kinds(UNSEEN, ending)).isEqualTo("ExemptionEnding");
        assertThat(kinds(ending, ending)).isEmpty();
        assertThat(kinds(ending, status(facet("versioning", FacetState.Drifted))))
                .isEqualTo("DriftDetected");
    }

    @Test
    void that_a_restriction_waits_for_evidence_is_told_once_however_far_it_is_read() {
        var none = status(waiting(Reason.AwaitingEvidence, "3 of 14 days are read."));
        var more = status(waiting(Reason.AwaitingEvidence, "4 of 14 days are read."));
        var against = status(waiting(Reason.WouldDeny, "12 requests would have been denied."));

        assertThat(between(status(facet("networkAccess", FacetState.Drifted)), none))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.kind()).isEqualTo(Transition.Kind.EvidenceAwaited);
                    assertThat(event.message())
                            .isEqualTo("acme-invoices: networkAccess: Waiting for evidence: 3 of 14 days are read.");
                });
        assertThat(kinds(UNSEEN, none)).isEqualTo("DriftDetected EvidenceAwaited");
        assertThat(kinds(none, more)).isEmpty();
        assertThat(between(more, against)).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Transition.Kind.WouldDeny);
            assertThat(event.message()).endsWith("Not enforced: 12 requests would have been denied.");
        });
        assertThat(kinds(against, against)).isEmpty();
        assertThat(kinds(against, more)).isEqualTo("EvidenceAwaited");
        assertThat(kinds(more, status(facet("networkAccess", FacetState.Remediated))))
                .isEmpty();
    }

    @Test
    void a_pause_is_told_once_and_its_end_is_not() {
        var paused = under(condition(Condition.Type.Paused, Reason.Paused));

        assertThat(kinds(status(), paused)).isEqualTo("Paused");
        assertThat(kinds(paused, paused)).isEmpty();
        assertThat(kinds(paused, status())).isEmpty();
    }

    @Test
    void a_conflict_is_told_once() {
        var conflicted = under(
                new Condition(Condition.Type.Accepted, Condition.Status.False, Reason.Conflicted, "older", 1L, null),
                condition(Condition.Type.Stalled, Reason.Conflicted));

        assertThat(kinds(UNSEEN, conflicted)).isEqualTo("Conflicted");
        assertThat(kinds(conflicted, conflicted)).isEmpty();
    }

    @Test
    void a_selector_that_chooses_nothing_is_told_once_with_what_it_asked_for_and_again_when_it_asks_otherwise() {
        var typo = under(noBuckets("It asks for namePatterns acmee-*."));
        var another = under(noBuckets("It asks for namePatterns acem-*."));

        assertThat(between(UNSEEN, typo)).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Transition.Kind.NoBuckets);
            assertThat(event.message()).contains("acmee-*");
        });
        assertThat(kinds(typo, typo)).isEmpty();
        assertThat(kinds(typo, another)).isEqualTo("NoBuckets");
        assertThat(kinds(typo, status())).isEmpty();
    }

    @Test
    void another_reason_to_stall_is_no_conflict() {
        var denied = under(
                condition(Condition.Type.Accepted, Reason.Accepted),
                condition(Condition.Type.Stalled, Reason.AccessDenied));

        assertThat(kinds(UNSEEN, denied)).isEmpty();
    }

    @Test
    void what_is_amiss_warns_and_what_is_mended_does_not() {
        assertThat(Arrays.stream(Transition.Kind.values()).filter(Transition.Kind::isWarning))
                .containsExactlyInAnyOrder(
                        Transition.Kind.DriftDetected,
                        Transition.Kind.RemediationFailed,
                        Transition.Kind.ActionRequired,
                        Transition.Kind.Conflicted,
                        Transition.Kind.NoBuckets,
                        Transition.Kind.RevertRefused,
                        Transition.Kind.WouldDeny,
                        Transition.Kind.PublicExposureFound,
                        Transition.Kind.PublicAccessExempted,
                        Transition.Kind.ExemptionEnding,
                        Transition.Kind.PolicyUpdateLost,
                        Transition.Kind.OperatorRoleUsedByOthers);
    }

    private static String kinds(S3BucketPolicyStatus before, S3BucketPolicyStatus after) {
        return between(before, after).stream()
                .map(transition -> transition.kind().name())
                .collect(Collectors.joining(" "));
    }

    private static List<Transition> between(S3BucketPolicyStatus before, S3BucketPolicyStatus after) {
        var transitions = new ArrayList<>(News.between(before, after));
        var then = before.buckets().isEmpty() ? null : before.buckets().getFirst();
        after.buckets().forEach(bucket -> transitions.addAll(News.of(then, bucket)));
        return transitions;
    }

    private static Condition condition(Condition.Type type, Reason reason) {
        return new Condition(type, Condition.Status.True, reason, "as it is", 1L, null);
    }

    private static Condition noBuckets(String message) {
        return new Condition(Condition.Type.Compliant, Condition.Status.Unknown, Reason.NoBuckets, message, 1L, null);
    }

    private static FacetStatus facet(String name, FacetState state) {
        var differs = state != FacetState.Compliant && state != FacetState.Unknown;
        var drifts = differs ? List.of(new Drift(name + ".path", "as declared", "as it is")) : List.<Drift>of();
        return new FacetStatus(name, state, null, drifts, null, null);
    }

    private static FacetStatus waiting(Reason reason, String message) {
        var halt = Halt.of(new Evidence.Missing(reason, message));
        var drift = new Drift("networkAccess.statement", "as declared", "missing");
        return new FacetStatus("networkAccess", halt.state(), null, List.of(drift), halt.message(), null);
    }

    private static FacetStatus exempt(String name, String message) {
        return new FacetStatus(
                name, FacetState.Exempt, null, List.of(new Drift(name + ".path", "no", "yes")), message, null);
    }

    private static S3BucketPolicyStatus status(FacetStatus... facets) {
        var matches = Stream.of(facets).collect(Collectors.partitioningBy(f -> f.state() == FacetState.Compliant));
        var compliant = matches.get(true).stream().map(FacetStatus::name).toList();
        var bucket =
                new BucketStatus("acme-invoices", null, null, null, null, compliant, matches.get(false), List.of());
        return new S3BucketPolicyStatus(1L, null, null, null, List.of(bucket), false, null, null, List.of());
    }

    private static S3BucketPolicyStatus under(Condition... conditions) {
        return new S3BucketPolicyStatus(1L, null, null, null, List.of(), false, null, null, List.of(conditions));
    }
}
