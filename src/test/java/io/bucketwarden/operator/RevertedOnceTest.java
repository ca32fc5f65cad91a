package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.operator.status.Finding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That a facet was put back is known from its record, whatever the process and the status have forgotten. */
class RevertedOnceTest extends RevertingPasses {

    /** After a restart with a status that had no room for the bucket, or a bucket that left the selection for a moment. */
    @Test
    void what_was_put_back_once_is_not_put_back_again_by_an_operator_that_remembers_nothing() {
        pass(0);
        reverts = Set.of("versioning", "secureTransport");
        pass(10);
        pass(20);
        people("Enabled");
        forget();
        var writes = s3.writes().size();

        var held = pass(30);

        assertThat(s3.writes()).hasSize(writes);
        assertThat(held.get("versioning").state()).isEqualTo(FacetState.Reverted);
        assertThat(held.get("versioning").message())
                .startsWith("Put back, by 2026-11-24T08:00:20Z, to what it was on 2026-11-24")
                .contains("Held");
    }

    @Test
    void a_while_in_audit_does_not_have_it_put_back_again() {
        pass(0);
        reverts = Set.of("versioning");
        pass(10);
        pass(20);
        mode = Mode.Audit;
        pass(30);
        people("Enabled");
        mode = Mode.Enforce;
        var writes = s3.writes().size();

        assertThat(pass(40).get("versioning").state()).isEqualTo(FacetState.Reverted);
        assertThat(s3.writes()).hasSize(writes);
    }

    @Test
    void what_was_enforced_since_is_put_back_when_that_is_asked_for_again() {
        pass(0);
        reverts = Set.of("versioning");
        pass(10);
        pass(20);
        reverts = Set.of();
        forget();
        pass(30);
        reverts = Set.of("versioning");

        assertThat(pass(40).get("versioning").state()).isEqualTo(FacetState.Remediated);
        assertThat(s3.writes()).last().isEqualTo("PutBucketVersioning Suspended");
    }

    @Test
    void what_is_marked_is_not_enforced_before_the_mark_is_gone_and_the_next_writes_cost_no_question() {
        pass(0);
        reverts = Set.of("versioning");
        pass(10);
        pass(20);
        reverts = Set.of();
        records.down = true;

        var refused = pass(30).get("versioning");
        records.down = false;
        var enforced = pass(40).get("versioning");
        people("Suspended");
        var questions = records.questions;
        var again = pass(50).get("versioning");

        assertThat(refused.state()).isEqualTo(FacetState.Drifted);
        assertThat(refused.message()).contains("the store is down");
        assertThat(List.of(enforced, again)).extracting(Finding::state).containsOnly(FacetState.Remediated);
        assertThat(records.questions).isEqualTo(questions);
    }

    @Test
    void a_mark_that_cannot_be_made_is_made_later() {
        pass(0);
        reverts = Set.of("versioning");
        pass(10);
        reverted = Map.of("versioning", "as the status says");
        records.down = true;
        pass(20);
        records.down = false;
        pass(30);
        people("Enabled");
        reverted = Map.of();
        forget();
        var writes = s3.writes().size();

        assertThat(pass(40).get("versioning").state()).isEqualTo(FacetState.Reverted);
        assertThat(s3.writes()).hasSize(writes);
    }

    @Test
    void a_slip_in_the_annotation_lets_go_of_nothing_that_was_put_back_also_after_all_was_forgotten() {
        pass(0);
        reverts = Set.of("versioning");
        pass(10);
        pass(20);
        reverts = Set.of();
        slip = true;
        forget();
        s3.putBucketPolicy(r -> r.policy(THEIRS));

        var known = pass(30);
        forget();
        records.down = true;
        var writes = s3.writes().size();
        var unknown = pass(40);

        assertThat(known.get("versioning").state()).isEqualTo(FacetState.Reverted);
        assertThat(known.get("secureTransport").state()).isEqualTo(FacetState.Remediated);
        assertThat(unknown.values()).extracting(Finding::state).containsOnly(FacetState.Unknown);
        assertThat(s3.writes()).hasSize(writes);
    }

    /** All that a process knows of the bucket. */
    private void forget() {
        reverted = Map.of();
        records.forget(FirstWrites.id(s3.bucket("acme")));
    }
}
