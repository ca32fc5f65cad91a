package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.AcceptedImpact;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.AccountAccess;
import io.bucketwarden.api.Posture.SecureTransport;
import io.bucketwarden.api.Posture.VersioningStatus;
import io.bucketwarden.api.Reason;
import io.bucketwarden.operator.records.InMemoryRecords;
import io.bucketwarden.operator.status.Finding;
import io.bucketwarden.posture.FakeS3;
import io.bucketwarden.posture.facet.Facets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Restrictions that wait for evidence. */
class EvidenceGateTest {

    private static final Instant START = Instant.parse("2026-11-29T08:00:00Z");
    private static final Posture TLS_AND_VERSIONS = posture(null);
    private static final List<AcceptedImpact> ACCEPTED =
            List.of(new AcceptedImpact("accountAccess", 20L, "2027-01-31"));

    private final FakeS3 s3 = s3();
    private final Convergence convergence = new Convergence(Duration.ZERO);
    private final List<Evidence.Restriction> asked = new ArrayList<>();
    private Optional<Evidence.Missing> missing =
            Optional.of(new Evidence.Missing(Reason.AwaitingEvidence, "3 of 14 days are read."));

    @Test
    void a_restriction_waits_and_everything_else_is_written() {
        var findings = run(TLS_AND_VERSIONS, new EvidenceWish(true, List.of()));

        assertThat(s3.writes()).containsExactly("PutBucketVersioning Enabled");
        var waiting = of(findings, "secureTransport");
        assertThat(waiting.state()).isEqualTo(FacetState.Drifted);
        assertThat(waiting.reason()).isEqualTo(Reason.AwaitingEvidence);
        assertThat(waiting.message()).isEqualTo("Waiting for evidence: 3 of 14 days are read.");
        assertThat(waiting.drifts()).isNotEmpty();
    }

    @Test
    void it_is_written_as_soon_as_there_is_evidence() {
        run(TLS_AND_VERSIONS, new EvidenceWish(true, List.of()));
        missing = Optional.empty();

        var findings = run(TLS_AND_VERSIONS, new EvidenceWish(true, List.of()));

        assertThat(of(findings, "secureTransport").state()).isEqualTo(FacetState.Remediated);
    }

    @Test
    void what_is_in_force_is_written_again_whatever_the_logs_say_now() {
        missing = Optional.empty();
        run(TLS_AND_VERSIONS, new EvidenceWish(true, List.of()));
        run(TLS_AND_VERSIONS, new EvidenceWish(true, List.of()));
        missing = Optional.of(new Evidence.Missing(Reason.WouldDeny, "12 requests would have been denied."));
        s3.deleteBucketPolicy(r -> r.bucket("acme"));

        var findings = run(TLS_AND_VERSIONS, new EvidenceWish(true, List.of()));

        assertThat(of(findings, "secureTransport").state()).isEqualTo(FacetState.Remediated);
    }

    @Test
    void another_statement_waits_anew_and_the_one_in_force_stays_as_it_is() {
        missing = Optional.empty();
        run(TLS_AND_VERSIONS, new EvidenceWish(true, List.of()));
        run(TLS_AND_VERSIONS, new EvidenceWish(true, List.of()));
        var before = s3.getBucketPolicy(r -> r.bucket("acme")).policy();
        // What an edit of the policy does.
        convergence.wentOutOfForce("secureTransport");
        missing = Optional.of(new Evidence.Missing(Reason.WouldDeny, "12 requests would have been denied."));

        var findings = run(posture("1.3"), new EvidenceWish(true, List.of()));

        assertThat(of(findings, "secureTransport").reason()).isEqualTo(Reason.WouldDeny);
        assertThat(s3.getBucketPolicy(r -> r.bucket("acme")).policy()).isEqualTo(before);
    }

    @Test
    void nobody_is_asked_where_no_evidence_is_wanted() {
        var findings = run(TLS_AND_VERSIONS, EvidenceWish.NONE);

        assertThat(of(findings, "secureTransport").state()).isEqualTo(FacetState.Remediated);
        assertThat(asked).isEmpty();
    }

    @Test
    void evidence_is_asked_for_the_very_restriction_with_what_is_accepted() {
        var accounts = new Posture(
                null, null, null, null, null, null, null, null, new AccountAccess(List.of("123456789012"), null));

        run(accounts, new EvidenceWish(true, ACCEPTED));

        assertThat(asked).singleElement().satisfies(restriction -> {
            assertThat(restriction.policy()).isEqualTo("uid");
            assertThat(restriction.facet()).isEqualTo("accountAccess");
            assertThat(restriction.posture()).isEqualTo(accounts);
            assertThat(restriction.bucket().name()).isEqualTo("acme");
            assertThat(restriction.accepted()).isEqualTo(ACCEPTED);
        });
    }

    private List<Finding> run(Posture posture, EvidenceWish wish) {
        var duty =
                SomeDuty.of(posture).policy("uid", "storage/p").evidence(wish).build();
        Evidence evidence = restriction -> {
            asked.add(restriction);
            return missing;
        };
        return Objects.requireNonNull(new BucketPass(Facets.ALL, new InMemoryRecords(), evidence)
                .run(s3.bucket("acme"), List.of(duty), posture.declared(), convergence, START)
                .get("uid"));
    }

    private static Finding of(List<Finding> findings, String facet) {
        return findings.stream()
                .filter(finding -> finding.facet().equals(facet))
                .findFirst()
                .orElseThrow();
    }

    private static Posture posture(@Nullable String tls) {
        return new Posture(
                null,
                null,
                null,
                new Posture.Versioning(VersioningStatus.Enabled),
                null,
                null,
                new SecureTransport(tls),
                null,
                null);
    }

    private static FakeS3 s3() {
        try {
            return new FakeS3(new ObjectMapper().readTree("{}"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
