package io.bucketwarden.operator;

import static io.bucketwarden.servers.Visitor.DONE;
import static io.bucketwarden.servers.Visitor.OK;
import static io.bucketwarden.servers.Visitor.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.preflight.Automation;
import io.bucketwarden.posture.preflight.Dependents;
import io.bucketwarden.posture.preflight.Effect;
import io.bucketwarden.posture.preflight.Preflight;
import io.bucketwarden.servers.Visitor;
import java.util.List;
import java.util.Set;
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
    void the_preflight_refuses_the_very_document() {
        var next = PolicyDocument.empty().with(List.of(lockout()), Set.of());
        var who = new Dependents(
                arn,
                "aws",
                owner.account(),
                List.of(owner.arn()),
                List.of(),
                new Dependents.Server(true, false, false),
                Automation.NONE);

        var result = Preflight.of(PolicyDocument.empty(), next, Set.of("Lockout"), false, who);

        assertThat(result.cleared()).isEmpty();
        assertThat(result.lockedOut())
                .extracting(Effect::action)
                .contains("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy");
        assertThat(result.refusal()).contains("statement Lockout").contains(owner.arn());
    }

    /** RGW knows no VPC endpoints and fills no key of the principal, so that nobody meets the exemptions. */
    @Test
    void what_the_preflight_refuses_would_have_shut_everybody_out() {
        var endpointsOnly = "networkAccess: {allowedVpcEndpoints: [vpce-0a1b2c3d]}";
        try (var careful = new RgwWarden(rgw, owner, false)) {
            var finding = careful.enforce(bucket, endpointsOnly).get("networkAccess");

            assertThat(finding.state()).isEqualTo(FacetState.Failed);
            assertThat(finding.reason()).isEqualTo(Reason.WouldLockOut);
            assertThat(finding.message())
                    .contains(
                            "statement BucketwardenNetworkAccess might deny s3:GetObject to account " + owner.account())
                    .contains("--endpoint-principal-keys");
            assertThat(careful.made("PutBucketPolicy")).isZero();
            assertThat(ownerFrom("127.0.0.1").gets(OBJECT)).isEqualTo(OK);
        }

        // Told that this server fills them, the operator writes it.
        warden.repair(bucket, endpointsOnly);

        assertThat(ownerFrom("127.0.0.1").gets(OBJECT)).isEqualTo(REFUSED);
        assertThat(ownerFrom("127.0.0.1").readsThePolicy())
                .as("and can be repaired")
                .isEqualTo(OK);
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
        putPolicy(lockout().toString());
    }

    private Statement lockout() {
        return Statement.deny("Lockout")
                .principal("*")
                .actions("s3:*")
                .resources(arn, arn + "/*")
                .condition("NotIpAddress", "aws:SourceIp", "203.0.113.0/24")
                .build();
    }
}
