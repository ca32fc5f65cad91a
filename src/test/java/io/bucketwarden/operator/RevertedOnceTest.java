package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.SecureTransport;
import io.bucketwarden.api.Posture.Versioning;
import io.bucketwarden.api.Posture.VersioningStatus;
import io.bucketwarden.operator.records.InMemoryRecords;
import io.bucketwarden.operator.status.Finding;
import io.bucketwarden.posture.FakeS3;
import io.bucketwarden.posture.facet.Facets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That a facet was put back is known from its record, whatever the process and the status have forgotten. */
class RevertedOnceTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final Posture POSTURE = new Posture(
            null,
            null,
            null,
            new Versioning(VersioningStatus.Enabled),
            null,
            null,
            new SecureTransport(null),
            null,
            null);
    private static final String THEIRS = """
            {"Version":"2012-10-17","Statement":[{"Sid":"Theirs","Effect":"Allow",\
            "Principal":{"AWS":"arn:aws:iam::123456789012:role/reporting"},"Action":["s3:GetObject"],\
            "Resource":"arn:aws:s3:::acme/*"}]}""";

    private final InMemoryRecords records = new InMemoryRecords();
    private final Convergence convergence = new Convergence(Duration.ZERO);
    private final FakeS3 s3 = s3("{\"versioning\": \"Suspended\", \"policy\": " + THEIRS + "}");
    private Mode mode = Mode.Enforce;
    private Set<String> reverts = Set.of();
    private Map<String, String> reverted = Map.of();
    private boolean slip;

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

    private void people(String versioning) {
        s3.putBucketVersioning(r -> r.versioningConfiguration(c -> c.status(versioning)));
    }

    /** All that a process knows of the bucket. */
    private void forget() {
        reverted = Map.of();
        records.forget(FirstWrites.id(s3.bucket("acme")));
    }

    private Map<String, Finding> pass(int second) {
        var duty = new Duty(
                "p",
                "storage/p",
                POSTURE,
                mode,
                POSTURE.declared(),
                Map.of(),
                List.of(),
                reverts,
                reverted,
                slip,
                Set.of());
        return Objects.requireNonNull(new BucketPass(Facets.ALL, records, Evidence.NONE)
                        .run(s3.bucket("acme"), List.of(duty), Set.of(), convergence, START.plusSeconds(second))
                        .get("p"))
                .stream()
                .collect(Collectors.toMap(Finding::facet, finding -> finding));
    }

    private static FakeS3 s3(String json) {
        try {
            return new FakeS3(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
