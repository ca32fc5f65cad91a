package io.bucketwarden.operator;

import static io.bucketwarden.servers.Visitor.DONE;
import static io.bucketwarden.servers.Visitor.OK;
import static io.bucketwarden.servers.Visitor.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.servers.Visitor;
import org.junit.jupiter.api.Test;

/** A document that shuts out everybody, as nobody should be able to write it, and the way back. */
class RgwLockoutIT extends RgwServers {

    @Test
    void a_full_deny_really_locks_the_owner_out() {
        lockOut();

        var visitor = ownerFrom("127.0.0.1");
        assertThat(visitor.gets(OBJECT)).isEqualTo(REFUSED);
        assertThat(visitor.readsThePolicy()).isEqualTo(REFUSED);
        assertThat(visitor.writesThePolicy(document(partners))).isEqualTo(REFUSED);
        assertThat(visitor.deletesThePolicy()).isEqualTo(REFUSED);
    }

    @Test
    void a_pass_over_a_bucket_that_is_locked_names_what_is_denied_and_writes_nothing() {
        lockOut();

        var finding = warden.enforce(bucket, "networkAccess: {allowedCidrs: [127.0.0.0/8]}")
                .get("networkAccess");

        assertThat(finding.state()).isEqualTo(FacetState.Unknown);
        assertThat(finding.message()).contains("s3:GetBucketPolicy");
        assertThat(warden.made("PutBucketPolicy")).isZero();
    }

    /**
     * On AWS the root user of the account can still delete the document. RGW has none; there the administrator of the server
     * makes a user with {@code radosgw-admin user modify --admin}, for whom no document counts.
     */
    @Test
    void the_administrator_of_the_server_opens_it_again() {
        lockOut();

        var rescuer = new Visitor(rgw.s3(rgw.rescuer("444444444444")), owner.named(bucket));

        assertThat(rescuer.deletesThePolicy()).isBetween(OK, DONE);
        assertThat(ownerFrom("127.0.0.1").gets(OBJECT)).isEqualTo(OK);
    }

    /** Denies everything to whoever does not come from a network where nobody is. */
    private void lockOut() {
        putPolicy(Statement.deny("Lockout")
                .principal("*")
                .actions("s3:*")
                .resources(arn, arn + "/*")
                .condition("NotIpAddress", "aws:SourceIp", "203.0.113.0/24")
                .build()
                .toString());
    }
}
