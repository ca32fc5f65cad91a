package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.Versioning;
import io.bucketwarden.api.Posture.VersioningStatus;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.facet.Facets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Passes while an annotation asks to put facets back. */
class RevertsTest extends RevertingPasses {

    @Test
    void what_was_written_is_put_back_then_held_and_the_difference_stays_to_be_seen() {
        pass(0);
        reverts = Set.of("versioning", "secureTransport");

        var first = pass(10);
        var second = pass(20);
        second.forEach((facet, finding) -> reverted.put(facet, Objects.requireNonNull(finding.message())));
        var third = pass(30);

        assertThat(s3.writes()).last().isEqualTo("PutBucketPolicy " + THEIRS);
        assertThat(s3.writes())
                .filteredOn(write -> write.startsWith("PutBucketVersioning"))
                .containsExactly("PutBucketVersioning Enabled", "PutBucketVersioning Suspended");
        assertThat(first.get("versioning").state()).isEqualTo(FacetState.Remediated);
        assertThat(first.get("versioning").message())
                .isEqualTo("Put back to what it was on 2026-11-24; being verified.");
        assertThat(second.get("versioning").state()).isEqualTo(FacetState.Reverted);
        assertThat(second.get("versioning").reason()).isEqualTo(Reason.DriftDetected);
        assertThat(second.get("versioning").drifts()).hasSize(1);
        assertThat(second.get("secureTransport").state()).isEqualTo(FacetState.Reverted);
        assertThat(second.get("secureTransport").message()).contains("2026-11-24", "Held");
        assertThat(third).isEqualTo(second);
    }

    @Test
    void one_facet_is_put_back_and_the_other_enforced_in_the_same_document() {
        pass(0);
        s3.putBucketVersioning(r -> r.versioningConfiguration(c -> c.status("Suspended")));
        reverts = Set.of("secureTransport");

        pass(10);
        var after = pass(20);

        assertThat(after.get("versioning").state()).isEqualTo(FacetState.Compliant);
        assertThat(after.get("secureTransport").state()).isEqualTo(FacetState.Reverted);
    }

    @Test
    void what_was_put_back_is_in_the_hands_of_people_and_costs_no_question() {
        pass(0);
        reverts = Set.of("versioning");
        reverted = Map.of("versioning", "as said before");
        var writes = s3.writes().size();
        records.down = true;

        var held = pass(10);

        assertThat(s3.writes()).hasSize(writes);
        assertThat(held.get("versioning").state()).isEqualTo(FacetState.Reverted);
        assertThat(held.get("versioning").message()).isEqualTo("as said before");
        assertThat(held.get("versioning").isFine()).isTrue();
    }

    @Test
    void what_was_never_written_is_held_as_it_is() {
        reverts = Set.of("versioning", "secureTransport");

        var held = pass(0);

        assertThat(s3.writes()).isEmpty();
        assertThat(held.get("versioning").state()).isEqualTo(FacetState.Reverted);
        assertThat(held.get("versioning").message()).contains("was never written by the operator", "Held");
    }

    @Test
    void without_the_record_nothing_is_written_and_the_facet_is_unknown() {
        pass(0);
        reverts = Set.of("versioning");
        records.down = true;
        var writes = s3.writes().size();

        var finding = pass(10).get("versioning");

        assertThat(s3.writes()).hasSize(writes);
        assertThat(finding.state()).isEqualTo(FacetState.Unknown);
        assertThat(finding.reason()).isEqualTo(Reason.CheckFailed);
        assertThat(finding.message()).contains("not known whether it was put back", "the store is down. Held");
    }

    @Test
    void a_refused_write_is_told_with_the_action_that_is_missing() {
        pass(0);
        reverts = Set.of("versioning");
        s3.deny("PutBucketVersioning");

        var finding = pass(10).get("versioning");

        assertThat(finding.state()).isEqualTo(FacetState.Failed);
        assertThat(finding.message()).startsWith("Could not be put back.").contains("s3:PutBucketVersioning");
    }

    @Test
    void somebody_who_undoes_it_each_time_is_given_way_to() {
        pass(0);
        reverts = Set.of("versioning");
        var states = new ArrayList<FacetState>();
        for (int round = 0; round <= Convergence.WRITES_THAT_MAY_FAIL_TO_HOLD; round++) {
            states.add(pass(10 + 10 * round).get("versioning").state());
            people("Enabled");
        }

        assertThat(states).first().isEqualTo(FacetState.Remediated);
        assertThat(states).last().isEqualTo(FacetState.Contended);
    }

    @Test
    void in_audit_nothing_is_written_and_the_way_is_told() {
        pass(0);
        s3.putBucketVersioning(r -> r.versioningConfiguration(c -> c.status("Suspended")));
        reverts = Set.of("versioning", "secureTransport");
        mode = Mode.Audit;
        var writes = s3.writes().size();

        var audited = pass(10);

        assertThat(s3.writes()).hasSize(writes);
        assertThat(audited.get("versioning").state()).isEqualTo(FacetState.Drifted);
        assertThat(audited.get("versioning").message()).contains("Audit mode: set mode: Enforce");
        assertThat(audited.get("secureTransport").state()).isEqualTo(FacetState.Compliant);
    }

    @Test
    void without_the_wish_it_is_enforced_again_and_what_was_kept_stays_the_first() {
        pass(0);
        reverts = Set.of("versioning");
        pass(10);
        pass(20);
        reverts = Set.of();

        var again = pass(30);

        assertThat(again.get("versioning").state()).isEqualTo(FacetState.Remediated);
        assertThat(records.of(FirstWrites.id(s3.bucket("acme")))
                        .get("versioning")
                        .at())
                .isEqualTo(START);
    }

    @Test
    void a_facet_that_was_put_back_leaves_nothing_of_ours_behind() {
        var ours = s3("{\"policy\": " + THEIRS.replace("Theirs", "BucketwardenSecureTransport") + "}");
        var versioned =
                new Posture(null, null, null, new Versioning(VersioningStatus.Enabled), null, null, null, null, null);
        var duty = SomeDuty.of(versioned)
                .earlier(Map.of("secureTransport", FacetState.Reverted))
                .build();

        new BucketPass(Facets.ALL, records, Evidence.NONE)
                .run(ours.bucket("acme"), List.of(duty), Set.of(), convergence, START);

        assertThat(ours.writes()).containsExactly("PutBucketVersioning Enabled");
    }
}
