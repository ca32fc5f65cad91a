package io.bucketwarden.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.servers.AuditedCluster;
import io.bucketwarden.servers.AuditedCluster.Asked;
import io.bucketwarden.servers.Moto;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * The main job with exactly the rights that the chart gives: nothing that the operator asks is denied, and nothing that it
 * may ask goes unasked.
 */
class ChartRightsIT {

    private static final String ACCOUNT = "200000000091";
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    /** Who is authenticated may ask what he may do; a role of Kubernetes itself says so. */
    private static final Set<String> OF_EVERYBODY = Set.of(
            "create authorization.k8s.io/selfsubjectrulesreviews",
            "create authorization.k8s.io/selfsubjectaccessreviews");

    /** The Java Operator SDK starts no election without it; the Kubernetes client then patches. */
    private static final Set<String> CHECKED_AND_NOT_USED = Set.of("update coordination.k8s.io/leases");

    @TempDir
    private Path folder;

    private AuditedCluster cluster;
    private AwsSessionCredentials credentials;
    private String tenant;

    @BeforeEach
    void servers() throws IOException {
        Chart.assumeRenderable();
        cluster = AuditedCluster.get();
        kube().resource(Files.readString(Path.of("src/test/resources/reports/openreports.yaml")))
                .serverSideApply();
        credentials = Moto.get().somebodyIn(ACCOUNT);
    }

    @AfterEach
    void leave() {
        kube().resources(S3BucketPolicy.class).inNamespace(tenant).delete();
        // The next one makes it anew.
        kube().leases().inNamespace(HelmRelease.NAME).delete();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            everywhere    | {}
            one-namespace | watchNamespaces: [one-namespace]
            no-grants     | {watchNamespaces: [no-grants], requireGrants: false}
            with-page     | {watchNamespaces: [with-page], requireGrants: false, page: {enabled: true}}
            with-reports  | {watchNamespaces: [with-reports], requireGrants: false, reports: OpenReports}
            """)
    void nothing_that_is_asked_is_denied_and_nothing_that_is_given_goes_unasked(String name, String values)
            throws IOException {
        tenant = name;
        cluster.namespace(tenant);
        var before = asked().size();
        try (var release = new HelmRelease(
                cluster,
                values,
                Map.of(
                        "endpoint.url", Moto.get().endpoint().toString(),
                        "endpoint.pathStyle", "true",
                        "endpoint.allowInsecure", "true",
                        "endpoint.principalKeys", "true",
                        "intervalFloor", "1s",
                        "verifyDelay", "1s",
                        "accessInterval", "1s",
                        "logFormat", "text"))) {
            try (var operator = new RenderedOperator(cluster, release.deployment(), credentials, folder)) {
                mainJob(operator, values.contains("OpenReports"));
                if (values.contains("page")) {
                    until(operator, () -> page(operator).contains("rights-" + tenant));
                }
            }

            var asked = asked().subList(before, asked().size());
            assertThat(asked).filteredOn(one -> one.code() == 403).isEmpty();
            var used = new TreeSet<>(
                    asked.stream().filter(Asked::isOfResource).map(Asked::right).toList());
            used.removeAll(OF_EVERYBODY);
            var given = new TreeSet<>(release.rights());
            given.removeAll(CHECKED_AND_NOT_USED);
            assertThat(used).isEqualTo(given);
            assertThat(namespaces(asked)).isEqualTo(namespacesOf(values));
        }
    }

    /**
     * Audit, enforce, keep what was, tell by events, track who uses the bucket, and take up what a policy left behind.
     *
     * @param reports whether there are reports of it
     */
    private void mainJob(RenderedOperator operator, boolean reports) throws IOException {
        var s3 = Moto.get().s3(credentials, "us-east-1");
        var bucket = "rights-" + tenant;
        s3.createBucket(r -> r.bucket(bucket));
        s3.createBucket(r -> r.bucket(bucket + "-logs"));
        s3.putBucketPolicy(r -> r.bucket(bucket + "-logs").policy("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:PutObject",
                 "Principal": {"Service": "logging.s3.amazonaws.com"}, "Resource": "arn:aws:s3:::%s-logs/*"}]}
                """.formatted(bucket)));
        grant();
        var logging = "logging: {targetBucket: " + bucket + "-logs}";

        var audited = apply(bucket, "Audit", logging);
        until(operator, () -> reasons().contains("Ready/Audited") && (!reports || reported("fail")));
        apply(bucket, "Enforce", logging);
        until(operator, () -> reasons().contains("Compliant/NoDrift") && (!reports || reported("pass")));
        apply(bucket, "Enforce", logging + ", versioning: {status: Enabled}");
        until(operator, () -> reasons().containsAll(Set.of("Compliant/NoDrift", "Ready/Enforced")));
        until(operator, () -> owners().contains(audited.getMetadata().getUid()));

        // No garbage collector runs here, as none may have come yet elsewhere.
        kube().resource(audited).delete();
        var again = apply(bucket, "Enforce", logging);
        until(operator, () -> owners().equals(List.of(again.getMetadata().getUid())));
        until(operator, () -> accesses().getFirst().getStatus() != null);
        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).statusAsString())
                .isEqualTo("Enabled");
    }

    private boolean reported(String result) {
        var report = kube().genericKubernetesResources("openreports.io/v1alpha1", "Report")
                .inNamespace(tenant)
                .withName("bucketwarden-main-job")
                .get();
        return report != null
                && report.<List<Map<String, Object>>>get("results").stream()
                        .allMatch(one -> result.equals(one.get("result")));
    }

    /** As somebody sees it who may list the policies of the namespace, and signs in with the token of a service account. */
    private String page(RenderedOperator operator) throws IOException, InterruptedException {
        kube().load(new ByteArrayInputStream("""
                        apiVersion: v1
                        kind: ServiceAccount
                        metadata: {name: ann, namespace: %1$s}
                        ---
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: Role
                        metadata: {name: lists-policies, namespace: %1$s}
                        rules: [{apiGroups: [bucketwarden.io], resources: [s3bucketpolicies], verbs: [list]}]
                        ---
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: RoleBinding
                        metadata: {name: lists-policies, namespace: %1$s}
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: lists-policies}
                        subjects: [{kind: ServiceAccount, name: ann, namespace: %1$s}]
                        """.formatted(tenant).getBytes(UTF_8)))
                .serverSideApply();
        try (var client = HttpClient.newHttpClient()) {
            var asked = HttpRequest.newBuilder(operator.page())
                    .header("Authorization", "Bearer " + cluster.token(tenant, "ann"))
                    .build();
            return client.send(asked, BodyHandlers.ofString()).body();
        }
    }

    private HasMetadata apply(String bucket, String mode, String posture) {
        return kube().resource("""
                        apiVersion: bucketwarden.io/v1alpha1
                        kind: S3BucketPolicy
                        metadata: {name: main-job, namespace: %s}
                        spec:
                          bucketName: %s
                          mode: %s
                          posture: {%s}
                          accessTracking: {}
                        """.formatted(tenant, bucket, mode, posture))
                .fieldManager("test")
                .forceConflicts()
                .serverSideApply();
    }

    private void grant() {
        kube().resource("""
                        apiVersion: bucketwarden.io/v1alpha1
                        kind: S3BucketGrant
                        metadata: {name: %1$s}
                        spec:
                          namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                          bucketPatterns: ["rights-%1$s*"]
                          maxMode: Enforce
                        """.formatted(tenant)).serverSideApply();
    }

    private void until(RenderedOperator operator, Callable<Boolean> holds) throws IOException {
        try {
            Awaitility.await().atMost(PATIENCE).until(holds);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(reasons() + "\n" + operator.log(), e);
        }
    }

    /** Of the conditions of this generation, each as type and reason. */
    private List<String> reasons() {
        var policy = kube().resources(S3BucketPolicy.class)
                .inNamespace(tenant)
                .withName("main-job")
                .get();
        var status = policy.getStatus();
        return status == null || !policy.getMetadata().getGeneration().equals(status.observedGeneration())
                ? List.of()
                : status.conditions().stream()
                        .map(condition -> condition.type() + "/" + condition.reason())
                        .toList();
    }

    /** The policies for which it is kept who uses the bucket. */
    private List<String> owners() {
        return accesses().stream()
                .flatMap(access -> access.getMetadata().getOwnerReferences().stream())
                .map(owner -> owner.getUid())
                .toList();
    }

    private List<S3BucketAccess> accesses() {
        return kube().resources(S3BucketAccess.class).inNamespace(tenant).list().getItems();
    }

    /** Where policies were asked for; empty for the whole cluster. */
    private static Set<String> namespaces(List<Asked> asked) {
        return asked.stream()
                .filter(one -> one.right().equals("watch bucketwarden.io/s3bucketpolicies"))
                .map(Asked::namespace)
                .collect(Collectors.toSet());
    }

    private Set<String> namespacesOf(String values) {
        return Set.of(values.contains("watchNamespaces") ? tenant : "");
    }

    private List<Asked> asked() throws IOException {
        return cluster.asked(HelmRelease.NAME, HelmRelease.NAME);
    }

    private KubernetesClient kube() {
        return cluster.admin();
    }
}
