package io.bucketwarden.operator;

import static io.bucketwarden.servers.Visitor.DONE;
import static io.bucketwarden.servers.Visitor.OK;
import static io.bucketwarden.servers.Visitor.REFUSED;
import static io.bucketwarden.servers.Visitor.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.FacetState;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/** Buckets that anybody really gets into, and what closes them. */
class RgwPublicAccessIT extends RgwServers {

    private static final String BLOCKED = "publicAccess: {block: true}";
    private static final String PUBLIC =
            "{\"Sid\":\"Public\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"%s/*\"}";

    @Test
    void a_bucket_open_by_acls_is_closed_and_stays_so() {
        open();
        assertThat(anybody().lists()).isEqualTo(OK);
        assertThat(anybody().gets(OBJECT)).isEqualTo(OK);

        warden.repair(bucket, BLOCKED);

        assertThat(anybody().lists()).isEqualTo(REFUSED);
        assertThat(anybody().gets(OBJECT)).isEqualTo(REFUSED);
        assertThat(ownerFrom("127.0.0.1").gets(OBJECT)).isEqualTo(OK);
        assertThat(status(() -> s3.putBucketAcl(r -> r.bucket(bucket).acl(BucketCannedACL.PUBLIC_READ))))
                .isEqualTo(REFUSED);
        assertThat(ownerFrom("127.0.0.1").writesThePolicy(document(PUBLIC.formatted(arn))))
                .isEqualTo(REFUSED);
    }

    /** The settings themselves, of which the ACL of the object is left to one alone. */
    @Test
    void ignoring_public_acls_closes_objects_whose_own_acl_is_public() {
        s3.putObjectAcl(r -> r.bucket(bucket).key(OBJECT).acl(ObjectCannedACL.PUBLIC_READ));
        assertThat(anybody().gets(OBJECT)).isEqualTo(OK);

        s3.putPublicAccessBlock(r -> r.bucket(bucket).publicAccessBlockConfiguration(c -> c.ignorePublicAcls(true)));

        assertThat(anybody().gets(OBJECT)).isEqualTo(REFUSED);
    }

    /** RGW keeps restrictPublicBuckets and does not act upon it, so a public document that is there already stays open. */
    @Test
    void a_bucket_open_by_its_policy_document_needs_a_person_and_is_never_called_compliant() {
        putPolicy(PUBLIC.formatted(arn));
        warden.enforce(bucket, BLOCKED);

        var finding = warden.enforce(bucket, BLOCKED).get("publicAccess");

        assertThat(finding.state()).isEqualTo(FacetState.ActionRequired);
        assertThat(finding.message()).contains("Public");
        assertThat(anybody().gets(OBJECT)).as("open as before").isEqualTo(OK);
        assertThat(ownerFrom("127.0.0.1").deletesThePolicy()).isBetween(OK, DONE);
        assertThat(warden.enforce(bucket, BLOCKED).get("publicAccess").state()).isEqualTo(FacetState.Compliant);
        assertThat(anybody().gets(OBJECT)).isEqualTo(REFUSED);
    }

    @Test
    void an_account_that_is_allowed_by_name_gets_in_and_no_other() {
        putPolicy(partners);

        warden.repair(bucket, BLOCKED);

        assertThat(from(partner, "127.0.0.1").gets(OBJECT)).isEqualTo(OK);
        assertThat(from(stranger, "127.0.0.1").gets(OBJECT)).isEqualTo(REFUSED);
        assertThat(anybody().gets(OBJECT)).isEqualTo(REFUSED);
    }

    /** RGW takes every Allow for a public one, so it refuses our statement beside it while the block settings are on. */
    @Test
    void a_statement_that_the_block_settings_keep_out_is_said_to_be_refused() {
        putPolicy(partners);
        warden.repair(bucket, BLOCKED);

        var findings = warden.enforce(bucket, BLOCKED + ", secureTransport: {}");

        assertThat(findings.get("publicAccess").state()).isEqualTo(FacetState.Compliant);
        assertThat(findings.get("secureTransport").state()).isEqualTo(FacetState.Failed);
        assertThat(findings.get("secureTransport").message()).contains("s3:PutBucketPolicy");
        assertThat(policyText()).isEqualTo(document(partners));
    }

    private void open() {
        s3.putBucketAcl(r -> r.bucket(bucket).acl(BucketCannedACL.PUBLIC_READ));
        s3.putObjectAcl(r -> r.bucket(bucket).key(OBJECT).acl(ObjectCannedACL.PUBLIC_READ));
    }
}
