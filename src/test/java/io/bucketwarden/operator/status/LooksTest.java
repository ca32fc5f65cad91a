package io.bucketwarden.operator.status;

import static io.bucketwarden.operator.status.SomeLooks.finding;
import static io.bucketwarden.operator.status.SomeLooks.found;
import static io.bucketwarden.operator.status.SomeLooks.ofFleet;
import static io.bucketwarden.operator.status.SomeLooks.unreachable;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.fleet.Problem;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What is said of many buckets together. */
class LooksTest {

    private static final Finding GOOD = finding("versioning", FacetState.Compliant, Reason.NoDrift, "");
    private static final Finding DRIFTED = finding("versioning", FacetState.Drifted, Reason.DriftDetected, "off");
    private static final Finding OPEN = finding("publicAccess", FacetState.Drifted, Reason.DriftDetected, "open");
    private static final Finding EXEMPT = finding("versioning", FacetState.Exempt, Reason.NoDrift, "let pass");
    private static final Predicate<Finding> DRIFT = f -> f.is(Reason.DriftDetected);

    @Test
    void drift_is_counted_by_bucket_and_by_facet() {
        var looks = ofFleet(found("a", DRIFTED, OPEN), found("b", GOOD), found("c", DRIFTED));

        assertThat(looks.facets(DRIFT)).isEqualTo("2 of 3 buckets: publicAccess (1), versioning (2)");
    }

    @Test
    void the_first_few_buckets_are_named_and_the_rest_counted() {
        var looks = ofFleet(
                unreachable("a", Reason.AccessDenied, "no a"),
                unreachable("b", Reason.AccessDenied, "no b"),
                unreachable("c", Reason.AccessDenied, "no c"),
                unreachable("d", Reason.BucketNotFound, "gone"),
                unreachable("e", Reason.AccessDenied, "no e"));

        assertThat(looks.messages(Reason.AccessDenied)).isEqualTo("a: no a b: no b c: no c And 1 more.");
        assertThat(looks.messages(Reason.BucketNotFound)).isEqualTo("d: gone");
    }

    @Test
    void what_several_facets_say_alike_is_said_once() {
        var denied = finding("versioning", FacetState.Unknown, Reason.AccessDenied, "allow it");
        var alike = finding("encryption", FacetState.Unknown, Reason.AccessDenied, "allow it");

        assertThat(ofFleet(found("a", denied, alike)).messages(Reason.AccessDenied))
                .isEqualTo("a: allow it");
    }

    @Test
    void a_fleet_with_one_drifted_bucket_differs_whatever_else_is_unknown() {
        assertThat(compliant(ofFleet(found("a", DRIFTED), unreachable("b", Reason.AccessDenied, "no"))))
                .isEqualTo("False/DriftDetected");
    }

    @Test
    void one_bucket_without_an_answer_keeps_a_fleet_from_being_compliant() {
        assertThat(compliant(ofFleet(found("a", GOOD), unreachable("b", Reason.AccessDenied, "no"))))
                .isEqualTo("Unknown/AccessDenied");
        assertThat(compliant(ofFleet(found("a", GOOD), found("b", EXEMPT)))).isEqualTo("True/NoDrift");
    }

    @Test
    void an_account_that_was_not_listed_keeps_a_fleet_from_being_compliant() {
        var problem = new Problem(Reason.AccessDenied, "cannot be listed");
        var looks = new Looks(List.of(found("a", GOOD)), List.of(problem), 1, 0, true);

        assertThat(compliant(looks)).isEqualTo("Unknown/AccessDenied");
        assertThat(condition(looks, Condition.Type.Ready)).isEqualTo("False/AccessDenied");
    }

    @Test
    void buckets_that_are_still_awaited_keep_a_fleet_from_being_compliant_and_ready() {
        var looks = new Looks(List.of(found("a", GOOD)), List.of(), 2, 1, true);

        assertThat(compliant(looks)).isEqualTo("Unknown/Pending");
        assertThat(condition(looks, Condition.Type.Ready)).isEqualTo("Unknown/Pending");
        assertThat(condition(looks, Condition.Type.Reconciling)).isEqualTo("True/Pending");
    }

    @Test
    void a_fleet_without_a_bucket_is_neither_compliant_nor_not() {
        assertThat(compliant(ofFleet())).isEqualTo("Unknown/NoBuckets");
    }

    @Test
    void one_bucket_that_cannot_be_repaired_is_told_of_a_fleet_that_is_repaired_elsewhere() {
        var refused = finding("versioning", FacetState.Failed, Reason.RemediationFailed, "refused");
        var written = finding("versioning", FacetState.Remediated, Reason.Remediating, "written");

        assertThat(condition(ofFleet(found("a", written), found("b", refused)), Condition.Type.Ready))
                .isEqualTo("False/RemediationFailed");
    }

    private static String compliant(Looks looks) {
        return condition(looks, Condition.Type.Compliant);
    }

    private static String condition(Looks looks, Condition.Type type) {
        var checked = new Situation.Checked(Mode.Enforce, Mode.Enforce, looks, "names a-*");
        return Conditions.of(checked, S3BucketPolicyStatus.NONE, 1, null, null, "2026-11-24T09:00:00Z").stream()
                .filter(condition -> condition.type() == type)
                .map(condition -> condition.status() + "/" + condition.reason())
                .findFirst()
                .orElse("none");
    }
}
