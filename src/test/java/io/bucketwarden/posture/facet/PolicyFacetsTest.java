package io.bucketwarden.posture.facet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.api.Posture.AccountAccess;
import io.bucketwarden.api.Posture.MfaDelete;
import io.bucketwarden.api.Posture.NetworkAccess;
import io.bucketwarden.api.Posture.SecureTransport;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.AccountView;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.LogTarget;
import io.bucketwarden.posture.Remedy;
import io.bucketwarden.posture.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class PolicyFacetsTest {

    private static final String WARDEN = "arn:aws:iam::123456789012:role/warden";

    private final SecureTransportFacet secureTransport = new SecureTransportFacet();
    private final LiveBucket bucket = bucket(List.of(WARDEN));
    private final Statement tls = secureTransport
            .statements(new SecureTransport(null), bucket.identity())
            .getFirst();

    @Test
    void a_statement_of_somebody_else_that_does_the_job_is_enough() {
        var document = PolicyDocument.parse("""
                {"Statement":{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"*","Resource":"*",
                "Condition":{"bool":{"AWS:securetransport":false}}}}""");

        assertThat(compare(document)).isEmpty();
    }

    @Test
    void a_statement_that_also_asks_for_old_tls_does_not_protect_plain_http() {
        var document = PolicyDocument.parse("""
                {"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{
                "Bool":{"aws:SecureTransport":"false"},"NumericLessThan":{"s3:TlsVersion":"1.2"}}}}""");

        assertThat(compare(document)).isNotEmpty();
    }

    @Test
    void our_statement_altered_by_somebody_is_drift_and_is_replaced() {
        var altered = Statement.deny(SecureTransportFacet.TLS)
                .principal("*")
                .actions("s3:GetObject")
                .resources("*")
                .build();
        var document = PolicyDocument.empty().with(List.of(altered), Set.of());

        assertThat(compare(document))
                .singleElement()
                .satisfies(d -> assertThat(d.actual()).isEqualTo("altered"));
        assertThat(secureTransport.remedy(new SecureTransport(null), new PolicyFacet.Observed(document, List.of(tls))))
                .containsExactly(new Remedy.PutStatement(tls));
    }

    @Test
    void a_minimum_version_no_longer_asked_for_is_dropped() {
        var both = secureTransport.statements(new SecureTransport("1.2"), bucket.identity());
        var document = PolicyDocument.empty().with(both, Set.of());

        assertThat(secureTransport.remedy(new SecureTransport(null), new PolicyFacet.Observed(document, List.of(tls))))
                .containsExactly(new Remedy.DropStatement(SecureTransportFacet.MINIMUM_TLS));
    }

    @Test
    void restricting_statements_leave_the_operator_services_and_the_policy_document_alone() {
        var network = new NetworkAccessFacet()
                .statements(
                        new NetworkAccess(List.of("203.0.113.0/24"), null, List.of("arn:aws:iam::1:role/x")),
                        bucket.identity())
                .getFirst()
                .json();

        assertThat(network.toString())
                .contains(WARDEN)
                .contains("arn:aws:iam::1:role/x")
                .contains("arn:aws:iam::123456789012:role/aws-service-role/*")
                .contains("\"aws:PrincipalIsAWSService\":\"false\"")
                .doesNotContain("BucketPolicy")
                .doesNotContain("s3:*");
    }

    /** SECURITY.md says so: whoever is shut out by mistake can repair it. */
    @Test
    void restricting_statements_deny_data_alone_but_for_plain_http_and_what_mfa_delete_is_for() {
        var mine = bucket.identity();
        var allowed = new ArrayList<>(DataPlane.ACTIONS);
        allowed.add("s3:Replicate*");
        var data = new ArrayList<Statement>();
        data.addAll(
                new NetworkAccessFacet().statements(new NetworkAccess(List.of("203.0.113.0/24"), null, null), mine));
        data.addAll(new AccountAccessFacet().statements(new AccountAccess(List.of("123456789012"), null), mine));
        data.addAll(secureTransport.statements(new SecureTransport("1.2"), mine).subList(1, 2));

        assertThat(data)
                .hasSizeGreaterThan(2)
                .allSatisfy(statement -> assertThat(actions(statement)).isSubsetOf(allowed));
        assertThat(actions(tls)).containsExactly("s3:*");
        assertThat(tls.json().at("/Condition/Bool/aws:SecureTransport").asText())
                .isEqualTo("false");
        assertThat(actions(MfaDeleteFacet.denyWithoutMfa(mine, new MfaDelete(true, true, null))))
                .containsExactlyInAnyOrder("s3:DeleteObjectVersion", "s3:DeleteBucket", "s3:PutLifecycleConfiguration");
    }

    private static List<String> actions(Statement statement) {
        var actions = statement.json().path("Action");
        return actions.isTextual()
                ? List.of(actions.asText())
                : java.util.stream.StreamSupport.stream(actions.spliterator(), false)
                        .map(action -> action.asText())
                        .toList();
    }

    @Test
    void a_stranger_that_acts_through_a_service_is_a_stranger_all_the_same() {
        var accounts = new AccountAccessFacet()
                .statements(new AccountAccess(List.of("123456789012"), null), bucket.identity())
                .getFirst()
                .json();

        assertThat(accounts.toString())
                .contains("\"aws:PrincipalIsAWSService\":\"false\"")
                .contains("s3:Replicate*")
                .doesNotContain("ViaAWSService")
                .doesNotContain("aws-service-role");
    }

    @Test
    void vpc_endpoints_get_a_clause_of_their_own() {
        var network = new NetworkAccessFacet()
                .statements(
                        new NetworkAccess(List.of("203.0.113.0/24"), List.of("vpce-0a1b2c3d"), null), bucket.identity())
                .getFirst()
                .json();

        assertThat(network.at("/Condition/NotIpAddressIfExists/aws:SourceIp").asText())
                .isEqualTo("203.0.113.0/24");
        assertThat(network.at("/Condition/StringNotEqualsIfExists/aws:SourceVpce")
                        .asText())
                .isEqualTo("vpce-0a1b2c3d");
    }

    @Test
    void the_owner_is_never_left_out_of_the_allowed_accounts() {
        var accounts = new AccountAccessFacet()
                .statements(new AccountAccess(List.of("210987654321"), null), bucket.identity())
                .getFirst()
                .json();

        assertThat(accounts.at("/Condition/StringNotEqualsIfExists/aws:PrincipalAccount"))
                .extracting(n -> n.asText())
                .containsExactly("123456789012", "210987654321");
    }

    @Test
    void an_operator_that_does_not_know_itself_judges_nothing() {
        var network = new NetworkAccess(List.of("203.0.113.0/24"), null, null);

        assertThatThrownBy(() -> new NetworkAccessFacet()
                        .statements(network, bucket(List.of()).identity()))
                .isInstanceOf(CallFailed.class)
                .hasMessageContaining("--operator-principal");
    }

    private List<io.bucketwarden.api.Drift> compare(PolicyDocument document) {
        return secureTransport.compare(new SecureTransport(null), new PolicyFacet.Observed(document, List.of(tls)));
    }

    private static LiveBucket bucket(List<String> operator) {
        var identity = new BucketIdentity(
                "acme", "eu-central-1", "aws", "123456789012", operator, null, Server.AWS, List.of());
        return new LiveBucket(
                identity,
                new S3Client() {
                    @Override
                    public String serviceName() {
                        return "s3";
                    }

                    @Override
                    public void close() {}
                },
                AccountView.NONE,
                LogTarget::missing,
                UnaryOperator.identity());
    }
}
