package io.bucketwarden.posture.facet;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Posture.MfaDelete;
import io.bucketwarden.api.Posture.VersioningStatus;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.Remedy;
import io.bucketwarden.posture.Server;
import io.bucketwarden.posture.facet.MfaDeleteFacet.Observed;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;

class VersioningAndMfaDeleteTest {

    private static final BucketIdentity BUCKET = new BucketIdentity(
            "acme",
            "eu-central-1",
            "aws",
            "123456789012",
            List.of("arn:aws:iam::123456789012:role/warden"),
            null,
            Server.AWS,
            List.of());
    private static final Statement WANTED = Statement.deny(MfaDeleteFacet.SID)
            .principal("*")
            .actions("s3:DeleteBucket")
            .resources("*")
            .build();
    private static final MfaDelete REQUIRED = new MfaDelete(true, true, List.of());

    private final VersioningFacet versioning = new VersioningFacet();
    private final MfaDeleteFacet mfaDelete = new MfaDeleteFacet();

    @Test
    void suspended_versioning_is_drift() {
        assertThat(versioning.compare(VersioningStatus.Enabled, answer("Suspended", null)))
                .containsExactly(new Drift("versioning.status", "Enabled", "Suspended"));
    }

    @Test
    void versioning_under_mfa_delete_needs_a_person() {
        assertThat(versioning.remedy(VersioningStatus.Suspended, answer("Enabled", "Enabled")))
                .singleElement()
                .isInstanceOf(Remedy.Manual.class);
    }

    @Test
    void the_instruction_for_mfa_delete_is_the_exact_command() {
        var manual = manual(new Observed(BUCKET, false, true, false, PolicyDocument.empty(), List.of(WANTED)));

        assertThat(manual.instruction())
                .contains("aws s3api put-bucket-versioning --bucket acme --region eu-central-1"
                        + " --versioning-configuration Status=Enabled,MFADelete=Enabled --mfa"
                        + " \"arn:aws:iam::123456789012:mfa/DEVICE CODE\"");
        assertThat(manual.compensated()).isFalse();
    }

    @Test
    void lifecycle_rules_stand_in_the_way_and_it_is_said() {
        var manual = manual(new Observed(BUCKET, false, true, true, PolicyDocument.empty(), List.of()));

        assertThat(manual.instruction()).contains("lifecycle rules");
    }

    @Test
    void with_the_statement_in_place_it_is_compensated_and_still_not_compliant() {
        var document = PolicyDocument.empty().with(List.of(WANTED), Set.of());
        var observed = new Observed(BUCKET, false, true, false, document, List.of(WANTED));

        assertThat(mfaDelete.compare(REQUIRED, observed))
                .containsExactly(new Drift("mfaDelete.required", "Enabled", "Disabled"));
        assertThat(manual(observed).compensated()).isTrue();
    }

    @Test
    void once_mfa_delete_is_on_the_statement_goes() {
        var document = PolicyDocument.empty().with(List.of(WANTED), Set.of());
        var observed = new Observed(BUCKET, true, true, false, document, List.of());

        assertThat(mfaDelete.remedy(REQUIRED, observed)).containsExactly(new Remedy.DropStatement(MfaDeleteFacet.SID));
    }

    @Test
    void without_versions_the_statement_alone_guards_nothing() {
        var document = PolicyDocument.empty().with(List.of(WANTED), Set.of());
        var observed = new Observed(BUCKET, false, false, false, document, List.of(WANTED));
        var denyOnly = new MfaDelete(null, true, null);

        assertThat(mfaDelete.compare(denyOnly, observed))
                .containsExactly(new Drift("mfaDelete.versioning", "Enabled", "not enabled"));
        assertThat(mfaDelete.remedy(denyOnly, observed))
                .singleElement()
                .isInstanceOfSatisfying(
                        Remedy.Manual.class,
                        manual -> assertThat(manual.instruction()).contains("versioning"));
        assertThat(manual(observed).compensated()).isFalse();
    }

    private Remedy.Manual manual(Observed observed) {
        return mfaDelete.remedy(REQUIRED, observed).stream()
                .filter(Remedy.Manual.class::isInstance)
                .map(Remedy.Manual.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static GetBucketVersioningResponse answer(String status, String mfaDelete) {
        return GetBucketVersioningResponse.builder()
                .status(status)
                .mfaDelete(mfaDelete)
                .build();
    }
}
