package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Exemption;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import io.bucketwarden.posture.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExemptionsTest {

    private static final Exemption EXEMPTION = new Exemption("versioning", "a test", "team-pay", "2026-12-01");
    private static final Verdict DRIFTED = new Verdict.Drifted(List.of(new Drift("versioning", "a", "b")), List.of());

    @ParameterizedTest(name = "{0}: {1}, ending {2}")
    @CsvSource({
        "2026-11-23T23:59:59.999999999Z, true,  false",
        "2026-11-24T00:00:00Z,           true,  true",
        "2026-11-30T23:59:59.999999999Z, true,  true",
        "2026-12-01T00:00:00Z,           false, true",
        "2026-12-01T00:00:01Z,           false, true",
    })
    void is_in_force_until_its_day_begins_and_announces_its_end_a_week_before(
            Instant now, boolean inForce, boolean ending) {
        var exempt = (Verdict.Exempt) Exemptions.apply(EXEMPTION, DRIFTED, now);
        var said = new FacetStatus("versioning", FacetState.Exempt, null, exempt.drifts(), exempt.message(), null);

        assertThat(Exemptions.inForce(spec(EXEMPTION), now)).hasSize(inForce ? 1 : 0);
        assertThat(Exemptions.isEnding(said)).isEqualTo(ending);
        assertThat(exempt.message()).contains("2026-12-01", "a test", "team-pay");
    }

    @Test
    void drift_is_let_pass_and_still_told() {
        var exempt = (Verdict.Exempt) Exemptions.apply(EXEMPTION, DRIFTED, Instant.EPOCH);

        assertThat(exempt.drifts()).hasSize(1);
    }

    @Test
    void what_matches_stays_compliant_and_what_cannot_be_read_is_let_pass() {
        var unreadable =
                Exemptions.apply(EXEMPTION, new Verdict.Unreadable(Reason.AccessDenied, "denied"), Instant.EPOCH);

        assertThat(Exemptions.apply(EXEMPTION, new Verdict.Compliant(), Instant.EPOCH))
                .isEqualTo(new Verdict.Compliant());
        assertThat(unreadable)
                .isInstanceOfSatisfying(
                        Verdict.Exempt.class,
                        exempt -> assertThat(exempt.drifts()).isEmpty());
    }

    @Test
    void each_facet_has_its_own() {
        assertThat(Exemptions.of("versioning", List.of(EXEMPTION))).contains(EXEMPTION);
        assertThat(Exemptions.of("encryption", List.of(EXEMPTION))).isEmpty();
    }

    private static S3BucketPolicySpec spec(Exemption... exemptions) {
        return new S3BucketPolicySpec(null, null, null, null, null, null, null, List.of(exemptions), null);
    }
}
