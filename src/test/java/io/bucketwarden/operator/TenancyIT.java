package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.S3BucketGrant;
import io.bucketwarden.servers.TestCluster;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the grants of a cluster let a namespace do. */
class TenancyIT extends GrantedServers {

    private static final String VERSIONED = "versioning: {status: Enabled}";

    private final String fleet = "{namePatterns: [\"" + bucket + "*\"]}";

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
    void a_grant_that_is_lowered_lets_nothing_be_written_any_more() {
        label(namespace);
        grant("g", bucket, "Enforce", "");
        apply("p", "Enforce", VERSIONED);
        await("p", compliant());
        var writes = proxy.writes(bucket);

        grant("g", bucket, "Audit", "");
        await("p", s -> s.mode() == Mode.Audit);
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(c -> c.status("Suspended")));
        request("p", "now");

        var status = await("p", s -> "now".equals(s.lastHandledReconcileAt()));
        assertThat(reason(status, Condition.Type.Compliant)).isEqualTo("False/DriftDetected");
        assertThat(proxy.writes(bucket)).isEqualTo(writes);
    }

    @Test
    void a_grant_that_is_narrowed_or_removed_takes_its_buckets_away() {
        label(namespace);
        s3.createBucket(r -> r.bucket(bucket + "-more"));
        grant("g", bucket + "*", "Enforce", "");
        applyFleet("f", fleet, "Audit", VERSIONED);
        await("f", s -> "2 buckets".equals(s.target()));

        grant("g", bucket + "-more", "Enforce", "");
        var narrowed = await("f", s -> "1 bucket".equals(s.target()));
        assertThat(narrowed.buckets()).extracting(b -> b.name()).containsExactly(bucket + "-more");

        kube.resources(S3BucketGrant.class).delete();
        assertThat(await("f", NOT_GRANTED).buckets()).isEmpty();
    }

    @Test
    void a_tenant_writes_policies_in_its_namespace_and_neither_grants_nor_statuses_nor_elsewhere() throws IOException {
        kube.load(Files.newInputStream(Path.of("config/rbac/tenant-role.yaml"))).serverSideApply();
        kube.resource("""
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: RoleBinding
                        metadata: {name: tenant, namespace: %s}
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: bucketwarden-policy-editor}
                        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: tenant}]
                        """.formatted(namespace)).create();
        var other = TestCluster.get().namespace(namespace + "-other");

        try (var tenant = as("tenant")) {
            tenant.resource(policy(namespace)).create();

            var status = await("mine", NOT_GRANTED);
            assertThat(status.buckets()).isEmpty();
            assertThat(proxy.seen()).isEmpty();
            assertForbidden(() -> tenant.resource(policy(other)).create());
            assertForbidden(() -> tenant.resources(S3BucketGrant.class).list());
            assertForbidden(() -> tenant.resource(policy(namespace))
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"target\":\"all\"}}"));
        }
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

    private KubernetesClient as(String user) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(kube.getConfiguration())
                        .withImpersonateUsername(user)
                        .build())
                .build();
    }

    private static void assertForbidden(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(403));
    }

    private String policy(String where) {
        return """
                apiVersion: bucketwarden.io/v1alpha1
                kind: S3BucketPolicy
                metadata: {name: mine, namespace: %s}
                spec: {bucketName: %s, posture: {%s}}
                """.formatted(where, bucket, VERSIONED);
    }
}
