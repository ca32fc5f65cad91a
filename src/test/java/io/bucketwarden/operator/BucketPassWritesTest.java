package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.PublicAccess;
import io.bucketwarden.api.Posture.Versioning;
import io.bucketwarden.api.Posture.VersioningStatus;
import io.bucketwarden.api.Reason;
import io.bucketwarden.operator.records.InMemoryRecords;
import io.bucketwarden.operator.status.Finding;
import io.bucketwarden.posture.FakeS3;
import io.bucketwarden.posture.facet.Facets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How often a pass may write, while others write against it or writes are refused. */
class BucketPassWritesTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final Posture VERSIONED =
            new Posture(null, null, null, new Versioning(VersioningStatus.Enabled), null, null, null, null, null);
    private static final Posture CLOSED =
            new Posture(new PublicAccess(true, null), null, null, null, null, null, null, null, null);

    @Test
    void a_write_that_is_not_to_be_seen_yet_is_not_made_again_and_still_being_verified() {
        var convergence = new Convergence(Duration.ofSeconds(5));
        var s3 = s3("{}");

        var written = pass(s3, convergence, START);
        s3.putBucketVersioning(r -> r.versioningConfiguration(c -> c.status("Suspended")));
        var early = pass(s3, convergence, START.plusMillis(200));
        var again = pass(s3, convergence, START.plusSeconds(5));

        assertThat(List.of(written, early, again)).extracting(Finding::written).containsExactly(true, false, true);
        assertThat(List.of(written, early, again)).extracting(Finding::state).containsOnly(FacetState.Remediated);
        assertThat(early.reason()).isEqualTo(Reason.Remediating);
        assertThat(s3.writes())
                .containsExactly(
                        "PutBucketVersioning Enabled", "PutBucketVersioning Suspended", "PutBucketVersioning Enabled");
    }

    @Test
    void a_bucket_that_somebody_changes_another_way_each_time_is_closed_each_time() {
        var convergence = new Convergence(Duration.ZERO);
        var s3 = s3("{}");
        pass(CLOSED, s3, convergence, START);

        for (int change = 1; change <= 6; change++) {
            if (change % 2 == 0) {
                s3.putPublicAccessBlock(r -> r.publicAccessBlockConfiguration(c -> c.blockPublicAcls(false)));
            } else {
                s3.letEveryoneRead();
            }
            assertThat(pass(CLOSED, s3, convergence, START.plusSeconds(change)).state())
                    .as("change %d", change)
                    .isEqualTo(FacetState.Remediated);
        }

        assertThat(pass(CLOSED, s3, convergence, START.plusSeconds(7)).state()).isEqualTo(FacetState.Compliant);
    }

    @Test
    void refused_writes_count_among_those_of_an_hour() {
        var convergence = new Convergence(Duration.ZERO);
        var s3 = s3("{\"denied\": [\"PutBucketVersioning\"]}");
        for (int second = 0; second < Halt.WRITES_WITHIN_AN_HOUR; second++) {
            assertThat(pass(s3, convergence, START.plusSeconds(second)).state()).isEqualTo(FacetState.Failed);
        }

        var halted = pass(s3, convergence, START.plusSeconds(60));

        assertThat(halted.state()).isEqualTo(FacetState.Contended);
        assertThat(halted.reason()).isEqualTo(Reason.Contended);
        assertThat(halted.message()).startsWith("More than 60 writes");
    }

    private static Finding pass(FakeS3 s3, Convergence convergence, Instant now) {
        return pass(VERSIONED, s3, convergence, now);
    }

    private static Finding pass(Posture posture, FakeS3 s3, Convergence convergence, Instant now) {
        var duty = SomeDuty.of(posture).build();
        return Objects.requireNonNull(new BucketPass(Facets.ALL, new InMemoryRecords(), Evidence.NONE)
                        .run(s3.bucket("acme"), List.of(duty), Set.of(), convergence, now)
                        .get("p"))
                .getFirst();
    }

    private static FakeS3 s3(String json) {
        try {
            return new FakeS3(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
