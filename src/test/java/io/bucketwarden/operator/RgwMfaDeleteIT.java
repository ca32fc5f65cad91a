package io.bucketwarden.operator;

import static io.bucketwarden.servers.Visitor.DONE;
import static io.bucketwarden.servers.Visitor.OK;
import static io.bucketwarden.servers.Visitor.REFUSED;
import static io.bucketwarden.servers.Visitor.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.FacetState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.MFADelete;
import software.amazon.awssdk.services.s3.model.MFADeleteStatus;

/** MFA delete on a server that has it: turned on by a person with a device, and enforced. */
class RgwMfaDeleteIT extends RgwServers {

    private static final String REQUIRED = "versioning: {status: Enabled}, mfaDelete: {required: true}";
    private static final String COMPENSATED = "mfaDelete: {required: true, denyDeletesWithoutMfa: true}";

    @BeforeEach
    void versioned() {
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(c -> c.status("Enabled")));
    }

    @Test
    void a_person_has_to_turn_it_on_and_then_it_is_compliant() {
        var before = warden.enforce(bucket, REQUIRED);

        assertThat(before.get("mfaDelete").state()).isEqualTo(FacetState.ActionRequired);
        assertThat(before.get("mfaDelete").message()).contains("MFADelete=Enabled");
        assertThat(turnOn(null)).isEqualTo(REFUSED);
        assertThat(turnOn(rgw.secondFactor(owner))).isEqualTo(OK);
        var after = warden.enforce(bucket, REQUIRED);
        assertThat(after.get("mfaDelete").state()).isEqualTo(FacetState.Compliant);
        assertThat(after.get("versioning").state()).isEqualTo(FacetState.Compliant);
        assertThat(warden.made("PutBucketVersioning")).isZero();
    }

    @Test
    void while_it_is_on_a_version_goes_only_with_a_code() {
        turnOn(rgw.secondFactor(owner));
        var version = newVersion();
        var visitor = ownerFrom("127.0.0.1");
        var used = rgw.secondFactor(owner);

        assertThat(visitor.deletesTheVersion(OBJECT, version, null)).isEqualTo(REFUSED);
        assertThat(visitor.deletesTheVersion(OBJECT, version, used.split(" ")[0] + " 000000"))
                .isEqualTo(REFUSED);
        assertThat(visitor.deletesTheVersion(OBJECT, version, used)).isEqualTo(DONE);
        assertThat(visitor.deletesTheVersion(OBJECT, newVersion(), used)).isEqualTo(REFUSED);
    }

    @Test
    void while_it_is_on_no_pass_writes_to_versioning() {
        turnOn(rgw.secondFactor(owner));

        var finding = warden.enforce(bucket, "versioning: {status: Suspended}").get("versioning");

        assertThat(finding.state()).isEqualTo(FacetState.ActionRequired);
        assertThat(finding.message()).contains("only the root user");
        assertThat(warden.made("PutBucketVersioning")).isZero();
        var versioning = s3.getBucketVersioning(r -> r.bucket(bucket));
        assertThat(versioning.status()).isEqualTo(BucketVersioningStatus.ENABLED);
        assertThat(versioning.mfaDelete()).isEqualTo(MFADeleteStatus.ENABLED);
    }

    /** A code makes no difference: RGW never sets aws:MultiFactorAuthPresent, as AWS does not for long-term keys. */
    @Test
    void our_statement_keeps_versions_from_being_deleted_for_good_by_anybody() {
        var version = newVersion();
        var visitor = ownerFrom("127.0.0.1");
        warden.enforce(bucket, COMPENSATED);

        assertThat(warden.enforce(bucket, COMPENSATED).get("mfaDelete").state()).isEqualTo(FacetState.Compensated);
        assertThat(visitor.deletesTheVersion(OBJECT, version, null)).isEqualTo(REFUSED);
        assertThat(visitor.deletesTheVersion(OBJECT, version, rgw.secondFactor(owner)))
                .isEqualTo(REFUSED);
        assertThat(status(() -> s3.deleteBucket(r -> r.bucket(bucket)))).isEqualTo(REFUSED);
        assertThat(status(() -> s3.deleteObject(r -> r.bucket(bucket).key(OBJECT))))
                .as("a delete marker can be taken away again")
                .isEqualTo(DONE);
    }

    @Test
    void our_statement_goes_when_the_real_thing_holds() {
        warden.enforce(bucket, COMPENSATED);
        var version = newVersion();
        turnOn(rgw.secondFactor(owner));

        warden.repair(bucket, COMPENSATED);

        var visitor = ownerFrom("127.0.0.1");
        assertThat(visitor.readsThePolicy()).isEqualTo(404);
        assertThat(visitor.deletesTheVersion(OBJECT, version, null)).isEqualTo(REFUSED);
        assertThat(visitor.deletesTheVersion(OBJECT, version, rgw.secondFactor(owner)))
                .isEqualTo(DONE);
    }

    private int turnOn(String secondFactor) {
        return status(() -> s3.putBucketVersioning(r -> r.bucket(bucket)
                .mfa(secondFactor)
                .versioningConfiguration(c -> c.status("Enabled").mfaDelete(MFADelete.ENABLED))));
    }

    private String newVersion() {
        return s3.putObject(r -> r.bucket(bucket).key(OBJECT), RequestBody.fromString("x"))
                .versionId();
    }
}
