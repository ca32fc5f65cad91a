package io.bucketwarden.command.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.command.Typed;
import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.TestCluster;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bucketwarden report} of a real API server. */
class ReportClusterIT {

    private static final String GROUP = "bucketwarden.io";

    /** More than are asked for at once. */
    private static final int POLICIES = 60;

    private static final KubernetesClient KUBE = TestCluster.get().admin();
    private static final String NAMESPACE = TestCluster.get().namespace("report");
    private static final String OTHER = TestCluster.get().namespace("report-other");

    @TempDir
    private Path folder;

    private String said = "";

    @BeforeAll
    static void resources() {
        for (int i = 0; i < POLICIES; i++) {
            policy(NAMESPACE, "p" + i, "acme-report-" + i);
        }
        policy(OTHER, "elsewhere", "acme-report-elsewhere");
        create("""
                apiVersion: bucketwarden.io/v1alpha1
                kind: S3BucketAccess
                metadata: {name: p0, namespace: %s}
                spec: {policy: p0, bucket: acme-report-0}
                """.formatted(NAMESPACE));
        patchStatus("S3BucketAccess", NAMESPACE, "p0", """
                {"status": {"phase": "Learning", "memory": "c29tZSBtZW1vcnk", "source": "s3://acme-logs/s3/acme-report-0/",
                  "accessors": [{"id": "5f1c09d2e7a4b386", "principal": "arn:aws:iam::111122223333:role/nightly",
                    "application": "aws-cli", "network": "198.51.100.0/24", "state": "Learned",
                    "firstSeen": "2026-11-20T12:00:00Z", "lastSeen": "2026-11-20T12:00:00Z", "requests": 3,
                    "errors": 0, "reads": 3, "writes": 0, "deletes": 0, "lists": 0}]}}""");
    }

    @AfterAll
    static void clear() {
        for (var where : List.of(NAMESPACE, OTHER)) {
            for (var kind : List.of("S3BucketPolicy", "S3BucketAccess")) {
                KUBE.genericKubernetesResources(GROUP + "/v1alpha1", kind)
                        .inNamespace(where)
                        .delete();
            }
        }
    }

    @Test
    void all_of_a_namespace_is_read_and_nothing_of_others() throws IOException {
        assertThat(report("-n", NAMESPACE)).as(said).isZero();

        assertThat(page()).contains("acme-report-0<", "acme-report-59<").doesNotContain("acme-report-elsewhere");
        assertThat(page()).contains(">Learning<", "s3://acme-logs/s3/acme-report-0/", "role/nightly");

        assertThat(report("-A")).as(said).isZero();

        assertThat(page()).contains("acme-report-0<", "acme-report-elsewhere<");
    }

    @Test
    void who_may_read_no_accesses_gets_the_rest_and_is_told() throws IOException {
        mayList("reader", "s3bucketpolicies");

        assertThat(as("reader", "-n", NAMESPACE)).as(said).isEqualTo(2);

        assertThat(said).startsWith("Who uses the buckets could not be read. The cluster refuses it");
        assertThat(page())
                .contains("acme-report-59<", "Who uses the buckets could not be read")
                .doesNotContain(">Learning<", "role/nightly");
    }

    @Test
    void who_may_read_no_policies_gets_nothing() throws IOException {
        assertThat(as("nobody", "-n", NAMESPACE)).isEqualTo(3);

        assertThat(said)
                .startsWith("The cluster refuses it")
                .contains("cannot list resource", "s3bucketpolicies")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("report.html")).doesNotExist();
    }

    private int as(String user, String... arguments) throws IOException {
        System.setProperty(Config.KUBERNETES_IMPERSONATE_USERNAME, user);
        try {
            return report(arguments);
        } finally {
            System.clearProperty(Config.KUBERNETES_IMPERSONATE_USERNAME);
        }
    }

    private int report(String... arguments) throws IOException {
        var all = new ArrayList<>(
                List.of("report", "--to", folder.resolve("report.html").toString()));
        all.addAll(List.of(arguments));
        var kubeconfig = Files.writeString(
                folder.resolve("kubeconfig"), TestCluster.get().kubeconfig());
        try (var typed = new Typed(kubeconfig, Moto.CREDENTIALS.resolveCredentials())) {
            var code = typed.run(all);
            said = typed.said();
            return code;
        }
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("report.html"));
    }

    private static void policy(String where, String name, String bucket) {
        create("""
                apiVersion: bucketwarden.io/v1alpha1
                kind: S3BucketPolicy
                metadata: {name: %s, namespace: %s}
                spec: {bucketName: %s, posture: {versioning: {status: Enabled}}}
                """.formatted(name, where, bucket));
        patchStatus("S3BucketPolicy", where, name, """
                {"status": {"observedGeneration": 1, "buckets": [
                  {"name": "%s", "region": "eu-central-1", "accountId": "111122223333", "compliant": "True"}]}}""".formatted(bucket));
    }

    private static void create(String yaml) {
        KUBE.resource(yaml).create();
    }

    private static void patchStatus(String kind, String where, String name, String merge) {
        KUBE.genericKubernetesResources(GROUP + "/v1alpha1", kind)
                .inNamespace(where)
                .withName(name)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), merge);
    }

    private void mayList(String user, String plural) {
        KUBE.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName(user)
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups(GROUP)
                        .withResources(plural)
                        .withVerbs("list")
                        .endRule()
                        .build())
                .serverSideApply();
        KUBE.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(user)
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", user)
                        .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                        .build())
                .serverSideApply();
    }
}
