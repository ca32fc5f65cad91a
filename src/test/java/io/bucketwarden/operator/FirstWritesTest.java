package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.PublicAccess;
import io.bucketwarden.api.Posture.Versioning;
import io.bucketwarden.api.Posture.VersioningStatus;
import io.bucketwarden.api.Reason;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.operator.records.InMemoryRecords;
import io.bucketwarden.operator.status.Finding;
import io.bucketwarden.posture.FakeS3;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Part;
import io.bucketwarden.posture.facet.Facets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a bucket was is kept before it is written, and what cannot be kept is not written. */
class FirstWritesTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final BucketId BUCKET = new BucketId("123456789012", "acme");
    private static final Posture BOTH = new Posture(
            new PublicAccess(true, null),
            null,
            null,
            new Versioning(VersioningStatus.Enabled),
            null,
            null,
            null,
            null,
            null);

    private final InMemoryRecords records = new InMemoryRecords();
    private final Convergence convergence = new Convergence(Duration.ZERO);

    @Test
    void the_first_value_is_kept_and_no_later_one() {
        var s3 = s3("{\"versioning\": \"Suspended\"}");

        pass(s3, START);
        s3.putBucketVersioning(r -> r.versioningConfiguration(c -> c.status("Suspended")));
        s3.putPublicAccessBlock(r -> r.publicAccessBlockConfiguration(c -> c.blockPublicAcls(true)));
        pass(s3, START.plusSeconds(60));

        var kept = records.of(BUCKET);
        assertThat(kept).containsOnlyKeys("publicAccess", "versioning");
        assertThat(kept.get("versioning").at()).isEqualTo(START);
        assertThat(kept.get("versioning").policy()).isEqualTo("storage/p");
        assertThat(kept.get("versioning").parts().get(Part.Versioning)).hasToString("{\"Status\":\"Suspended\"}");
        assertThat(kept.get("publicAccess").parts().get(Part.PublicAccessBlock)).hasToString("null");
        assertThat(s3.writes())
                .filteredOn("PutBucketVersioning Enabled"::equals)
                .hasSize(2);
    }

    /** An event may have been missed since what is recalled was read. */
    @Test
    void what_is_kept_is_read_anew_however_much_is_recalled() {
        var s3 = s3("{\"block\": true}");
        var earlier = s3.bucket("acme");
        earlier.versioning();
        s3.putBucketVersioning(r -> r.versioningConfiguration(c -> c.status("Suspended")));

        run(s3.bucket("acme").recalling(earlier.readings()), Mode.Enforce, START);

        assertThat(records.of(BUCKET).get("versioning").parts().get(Part.Versioning))
                .hasToString("{\"Status\":\"Suspended\"}");
    }

    @Test
    void what_complies_or_is_only_audited_is_not_kept() {
        run(s3("{}"), Mode.Audit, START);
        run(s3("{\"versioning\": \"Enabled\", \"block\": true}"), Mode.Enforce, START);

        assertThat(records.of(BUCKET)).isEmpty();
    }

    @Test
    void while_the_store_is_down_nothing_is_written_but_a_bucket_is_closed() {
        var s3 = s3("{}");
        records.down = true;

        var findings = run(s3, Mode.Enforce, START);
        var again = run(s3, Mode.Enforce, START.plusSeconds(60));

        assertThat(s3.writes()).containsExactly("PutPublicAccessBlock all four on");
        assertThat(findings.get("publicAccess").state()).isEqualTo(FacetState.Remediated);
        assertThat(findings.get("versioning").state()).isEqualTo(FacetState.Drifted);
        assertThat(findings.get("versioning").reason()).isEqualTo(Reason.CheckFailed);
        assertThat(findings.get("versioning").message())
                .startsWith("Nothing was written")
                .endsWith("the store is down.");
        assertThat(again.get("publicAccess").state()).isEqualTo(FacetState.Compliant);
    }

    /** Attempts that were never made must not use up those of an hour. */
    @Test
    void when_the_store_is_back_it_is_written_at_once_however_often_it_was_not() {
        var s3 = s3("{\"block\": true}");
        records.down = true;
        for (int look = 0; look <= Halt.WRITES_WITHIN_AN_HOUR; look++) {
            run(s3, Mode.Enforce, START.plusSeconds(look));
        }
        records.down = false;

        var findings = run(s3, Mode.Enforce, START.plusSeconds(120));

        assertThat(findings.get("versioning").state()).isEqualTo(FacetState.Remediated);
        assertThat(records.of(BUCKET)).containsOnlyKeys("versioning");
    }

    private void pass(FakeS3 s3, Instant now) {
        assertThat(run(s3, Mode.Enforce, now).values())
                .extracting(Finding::state)
                .containsOnly(FacetState.Remediated);
    }

    private Map<String, Finding> run(FakeS3 s3, Mode mode, Instant now) {
        return run(s3.bucket("acme"), mode, now);
    }

    private Map<String, Finding> run(LiveBucket bucket, Mode mode, Instant now) {
        var duty = SomeDuty.of(BOTH).mode(mode).build();
        return Objects.requireNonNull(new BucketPass(Facets.ALL, records, Evidence.NONE)
                        .run(bucket, List.of(duty), Set.of(), convergence, now)
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
