package io.bucketwarden.operator;

import static io.bucketwarden.servers.Visitor.DONE;
import static io.bucketwarden.servers.Visitor.OK;
import static io.bucketwarden.servers.Visitor.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.operator.status.Finding;
import io.bucketwarden.servers.Visitor;
import org.junit.jupiter.api.Test;

/** What our statements really do to those who come, on a server that enforces them. The operator comes from 127.0.0.1. */
class RgwEnforcementIT extends RgwServers {

    private static final String INSIDE = "127.0.0.2";
    private static final String OUTSIDE = "127.0.0.3";
    private static final String ONLY_INSIDE = "networkAccess: {allowedCidrs: [127.0.0.2/32]}";

    @Test
    void an_admitted_network_gets_in_and_another_does_not() {
        assertThat(ownerFrom(OUTSIDE).gets(OBJECT)).isEqualTo(OK);

        warden.repair(bucket, ONLY_INSIDE);

        everythingIsAnswered(ownerFrom(INSIDE), OK);
        everythingIsAnswered(ownerFrom(OUTSIDE), REFUSED);
    }

    @Test
    void who_is_kept_out_can_still_repair_the_policy_document() {
        warden.repair(bucket, ONLY_INSIDE);
        var outside = ownerFrom(OUTSIDE);

        assertThat(outside.readsThePolicy()).isEqualTo(OK);
        assertThat(outside.writesThePolicy(policyText())).isEqualTo(DONE);
        assertThat(outside.deletesThePolicy()).isBetween(OK, DONE);
        assertThat(outside.gets(OBJECT)).isEqualTo(OK);
    }

    @Test
    void the_statement_of_others_survives_exactly_and_counts_within_the_network() {
        putPolicy(partners);
        assertThat(from(partner, OUTSIDE).gets(OBJECT)).isEqualTo(OK);

        warden.repair(bucket, ONLY_INSIDE);

        assertThat(policyText()).contains(partners);
        assertThat(from(partner, INSIDE).gets(OBJECT)).isEqualTo(OK);
        assertThat(from(partner, OUTSIDE).gets(OBJECT)).isEqualTo(REFUSED);
        assertThat(from(stranger, INSIDE).gets(OBJECT)).isEqualTo(REFUSED);
    }

    @Test
    void a_facet_taken_out_lets_the_other_network_in_again() {
        putPolicy(partners);
        warden.repair(bucket, ONLY_INSIDE + ", versioning: {status: Enabled}");
        assertThat(ownerFrom(OUTSIDE).gets(OBJECT)).isEqualTo(REFUSED);

        warden.enforce(bucket, "versioning: {status: Enabled}");

        assertThat(policyText()).isEqualTo(document(partners));
        everythingIsAnswered(ownerFrom(OUTSIDE), OK);
        assertThat(from(partner, OUTSIDE).gets(OBJECT)).isEqualTo(OK);
    }

    @Test
    void a_network_that_is_changed_admits_the_new_one_only() {
        warden.repair(bucket, ONLY_INSIDE);

        warden.repair(bucket, "networkAccess: {allowedCidrs: [127.0.0.3/32]}");

        assertThat(ownerFrom(OUTSIDE).gets(OBJECT)).isEqualTo(OK);
        assertThat(ownerFrom(INSIDE).gets(OBJECT)).isEqualTo(REFUSED);
    }

    /** It does not know aws:PrincipalArn, so the exemption of the operator and of others is no help there. */
    @Test
    void rgw_exempts_no_principal() {
        rgw.assumeQuirksOf(KNOWN);
        warden.repair(
                bucket,
                "networkAccess: {allowedCidrs: [127.0.0.2/32], exemptPrincipals: ['%s']}".formatted(owner.arn()));

        assertThat(policyText()).contains(owner.arn());
        assertThat(ownerFrom("127.0.0.1").gets(OBJECT)).isEqualTo(REFUSED);
    }

    /** It does not know aws:SourceVpce, so whoever comes does not come through the endpoint. */
    @Test
    void rgw_lets_nobody_in_where_only_endpoints_are_admitted() {
        rgw.assumeQuirksOf(KNOWN);
        warden.repair(bucket, "networkAccess: {allowedVpcEndpoints: [vpce-0123456789abcdef0]}");

        everythingIsAnswered(ownerFrom(INSIDE), REFUSED);
    }

    /** It knows no replication among its actions, and refuses a document that names it, so nothing happens to anybody. */
    @Test
    void rgw_refuses_the_statement_of_declared_accounts() {
        rgw.assumeQuirksOf(KNOWN);
        putPolicy(partners);

        var finding = warden.enforce(bucket, "accountAccess: {allowedAccounts: ['222222222222']}")
                .get("accountAccess");

        assertThat(finding.written()).isFalse();
        assertThat(finding.isFine()).isFalse();
        assertThat(finding.message()).contains("400").contains("PutBucketPolicy");
        assertThat(policyText()).isEqualTo(document(partners));
        assertThat(from(partner, OUTSIDE).gets(OBJECT)).isEqualTo(OK);
    }

    /** All statements of ours go into one write. */
    @Test
    void what_rgw_refuses_takes_other_statements_along() {
        rgw.assumeQuirksOf(KNOWN);
        var findings = warden.enforce(bucket, ONLY_INSIDE + ", accountAccess: {allowedAccounts: ['222222222222']}");

        assertThat(findings.values()).noneMatch(Finding::isFine).noneMatch(Finding::written);
        everythingIsAnswered(ownerFrom(OUTSIDE), OK);
    }

    /** Over plain http it does not set aws:SecureTransport at all, and never s3:TlsVersion; without IfExists nothing matches. */
    @Test
    void rgw_does_not_see_that_a_call_comes_over_plain_http() {
        rgw.assumeQuirksOf(KNOWN);
        warden.repair(bucket, "secureTransport: {minimumTlsVersion: '1.2'}");

        everythingIsAnswered(ownerFrom(INSIDE), OK);
    }

    private static void everythingIsAnswered(Visitor visitor, int status) {
        assertThat(visitor.gets(OBJECT)).isEqualTo(status);
        assertThat(visitor.puts(OBJECT)).isEqualTo(status);
        assertThat(visitor.lists()).isEqualTo(status);
    }
}
