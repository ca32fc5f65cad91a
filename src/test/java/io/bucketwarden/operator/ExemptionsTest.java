package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Exemption;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import io.bucketwarden.posture.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExemptionsTest {

    private static final Exemption EXEMPTION = new Exemption("versioning", "a test", "team-pay", "2026-12-01");
    private static final Verdict.Unreadable UNREADABLE = new Verdict.Unreadable(Reason.AccessDenied, "denied.");
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
    void what_matches_stays_compliant() {
        assertThat(Exemptions.apply(EXEMPTION, new Verdict.Compliant(), Instant.EPOCH))
                .isEqualTo(new Verdict.Compliant());
    }

    @Test
    void what_cannot_be_read_stays_unknown_and_tells_of_the_exemption() {
        var verdict = Exemptions.apply(EXEMPTION, UNREADABLE, Instant.EPOCH);

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Unreadable.class, unreadable -> {
            assertThat(unreadable.reason()).isEqualTo(Reason.AccessDenied);
            assertThat(unreadable.message()).startsWith("denied.").contains("exemption", "2026-12-01");
        });
        assertThat(Findings.of("versioning", verdict, Mode.Audit, null, null).state())
                .isEqualTo(FacetState.Unknown);
    }

    @Test
    void a_difference_that_is_let_pass_hides_nothing_that_could_not_be_read() {
        var drifted =
                new Verdict.Drifted(List.of(new Drift("versioning", "a", "b")), List.of(), Optional.of(UNREADABLE));

        assertThat(Exemptions.apply(EXEMPTION, drifted, Instant.EPOCH))
                .isInstanceOfSatisfying(
                        Verdict.Exempt.class,
                        exempt -> assertThat(exempt.message())
                                .startsWith("Let pass until 2026-12-01.")
                                .endsWith("Not judged in full: denied."));
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
