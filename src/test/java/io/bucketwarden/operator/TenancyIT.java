package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.S3BucketGrant;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the grants of a cluster let a namespace do. */
class TenancyIT extends RealServers {

    private static final String VERSIONED = "versioning: {status: Enabled}";
    private static final Predicate<S3BucketPolicyStatus> NOT_GRANTED =
            s -> reason(s, Condition.Type.Accepted).equals("False/NotGranted");

    private final String fleet = "{namePatterns: [\"" + bucket + "*\"]}";

    @Override
    boolean requireGrants() {
        return true;
    }

    @AfterEach
    void revoke() {
        kube.resources(S3BucketGrant.class).delete();
    }

    @Test
    void without_a_grant_no_call_is_made_and_nothing_is_revealed() {
        apply("p", "Enforce", VERSIONED);
        applyFleet("f", fleet, "Enforce", VERSIONED);

        var named = await("p", NOT_GRANTED);
        var many = await("f", NOT_GRANTED);

        assertThat(named.buckets()).isEmpty();
        assertThat(named.summary().buckets()).isZero();
        assertThat(many.target()).isNull();
        assertThat(proxy.seen()).isEmpty();
    }

    @Test
    void a_label_grants_and_its_loss_takes_away_all_that_was_said() {
        grant("g", bucket + "*", "Enforce", "");
        applyFleet("f", fleet, "Enforce", VERSIONED);
        await("f", NOT_GRANTED);

        label(namespace);
        assertThat(await("f", compliant()).buckets()).hasSize(1);

        label("nobody");
        var status = await("f", NOT_GRANTED);
        assertThat(status.buckets()).isEmpty();
        assertThat(status.target()).isNull();
        assertThat(status.toString()).doesNotContain(bucket);
    }

    @Test
    void where_grants_allow_audit_only_nothing_is_written() {
        label(namespace);
        grant("g", bucket, "Audit", "");
        apply("p", "Enforce", VERSIONED);

        var status = await("p", ready("Audited"));

        assertThat(status.mode()).isEqualTo(Mode.Audit);
        assertThat(proxy.writes(bucket)).isZero();
        grant("more", bucket + "*", "Enforce", "");
        await("p", compliant());
        assertThat(status("p").mode()).isEqualTo(Mode.Enforce);
    }

    @Test
    void a_grant_that_goes_while_a_write_is_due_prevents_it() throws InterruptedException {
        label(namespace);
        grant("g", bucket, "Enforce", "");
        var hold = proxy.hold("GET", bucket, "versioning");
        apply("p", "Enforce", VERSIONED);
        hold.awaitArrival();

        label("nobody");
        await("p", NOT_GRANTED);
        hold.release();

        operator.close();
        assertThat(proxy.writes(bucket)).isZero();
    }

    @Test
    void an_account_whose_role_cannot_be_assumed_hides_no_other() {
        label(namespace);
        var closed = "arn:aws:iam::777788889999:role/warden";
        proxy.failRole(closed);
        grant(
                "g",
                bucket + "*",
                "Enforce",
                "accounts: [{id: \"123456789012\"}, {id: \"777788889999\", roleArn: \"" + closed + "\"}]");

        applyFleet("f", fleet, "Enforce", VERSIONED);

        var status = await(
                "f",
                s -> reason(s, Condition.Type.Ready).equals("False/AccessDenied")
                        && s.summary().compliant() == 1);
        assertThat(status.condition(Condition.Type.Ready).orElseThrow().message())
                .contains("777788889999");
        assertThat(reason(status, Condition.Type.Compliant)).startsWith("Unknown/");
    }

    @Test
    void a_policy_cannot_choose_a_role() {
        assertThatThrownBy(() -> applyWith("roleArn: arn:aws:iam::123456789012:role/admin", "p", "Audit", VERSIONED))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("roleArn");
    }

    private void label(String team) {
        kube.namespaces().withName(namespace).edit(n -> {
            n.getMetadata().setLabels(Map.of("team", team));
            return n;
        });
    }

    private void grant(String name, String pattern, String mode, String line) {
        kube.resource("""
                        apiVersion: bucketwarden.io/v1alpha1
                        kind: S3BucketGrant
                        metadata: {name: %s}
                        spec:
                          namespaceSelector: {matchLabels: {team: %s}}
                          bucketPatterns: ["%s"]
                          maxMode: %s
                          %s
                        """.formatted(namespace + "-" + name, namespace, pattern, mode, line))
                .fieldManager("test")
                .forceConflicts()
                .serverSideApply();
    }
}
