package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How some messages begin is read again from the status by the operator of the next release, so these beginnings are a
 * stored format: another wording has to know the old one as well.
 */
class StoredWordsTest {

    @Test
    void a_status_of_an_earlier_release_is_understood() {
        assertThat(Unproven.is(
                        Reason.AwaitingEvidence,
                        said(FacetState.Drifted, "Waiting for evidence: no request was held.")))
                .isTrue();
        assertThat(Unproven.is(Reason.WouldDeny, said(FacetState.Drifted, "Not enforced: of 112 requests, 14.")))
                .isTrue();
        assertThat(Exemptions.isEnding(said(FacetState.Exempt, "Exemption ends soon: let pass until 2026-12-01.")))
                .isTrue();
    }

    private static FacetStatus said(FacetState state, String message) {
        return new FacetStatus("networkAccess", state, null, List.of(), message, null);
    }
}
