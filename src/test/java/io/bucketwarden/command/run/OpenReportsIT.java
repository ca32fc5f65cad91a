package io.bucketwarden.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.OperatorProcess;
import io.bucketwarden.servers.TestCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator with {@code --reports}, as a user runs it. */
class OpenReportsIT {

    private static final String NAMESPACE = TestCluster.get().namespace("with-reports");
    private static final String BUCKET = "with-reports-bucket";

    private final KubernetesClient kube = TestCluster.get().admin();

    @TempDir
    private Path folder;

    @Test
    void drift_fails_in_the_report_and_passes_once_it_is_gone_and_nothing_is_written_in_between() throws IOException {
        TestCluster.get().install(Path.of("src/test/resources/reports/openreports.yaml"));
        Moto.get().s3().createBucket(r -> r.bucket(BUCKET));
        apply("p", BUCKET);

        try (var _ = operator()) {
            var failing = await("p", "fail");
            assertThat(failing.at("/results/0/rule").asText()).isEqualTo("S3.14");
            assertThat(failing.at("/results/0/properties/bucket").asText()).isEqualTo(BUCKET);
            assertThat(failing.at("/results/0/properties/actual").asText())
                    .isEqualTo("versioning.status=never enabled");
            assertThat(time(failing)).isEqualTo(since());
            var version = version("p");

            request("again");
            apply("q", BUCKET + "-that-is-not-there");
            await("q", "error");
            assertThat(version("p")).as("a check that finds the same").isEqualTo(version);

            Moto.get()
                    .s3()
                    .putBucketVersioning(r -> r.bucket(BUCKET).versioningConfiguration(c -> c.status("Enabled")));
            request("now");
            assertThat(time(await("p", "pass"))).isAfterOrEqualTo(time(failing));
        }
    }

    private OperatorProcess operator() throws IOException {
        return new OperatorProcess(
                OperatorProcess.compiled(),
                List.of(
                        "--reports=OpenReports",
                        "--require-grants=false",
                        "--interval-floor=1s",
                        "--watch-namespace=" + NAMESPACE,
                        "--record-namespace=" + NAMESPACE),
                TestCluster.get().kubeconfig(),
                Moto.get().endpoint(),
                folder.resolve("operator.log"));
    }

    private JsonNode await(String policy, String result) {
        return Awaitility.await("a report with " + result)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> json(report(policy)),
                        report -> report.at("/results/0/result").asText().equals(result));
    }

    private static Instant time(JsonNode report) {
        return Instant.ofEpochSecond(report.at("/results/0/timestamp/seconds").asLong());
    }

    private Instant since() {
        return Instant.parse(
                policy().getStatus().buckets().getFirst().facets().getFirst().since());
    }

    /** Returns once the operator has looked again. */
    private void request(String value) {
        kube.resources(S3BucketPolicy.class)
                .inNamespace(NAMESPACE)
                .withName("p")
                .edit(policy -> {
                    policy.getMetadata().getAnnotations().put(S3BucketPolicy.RECONCILE_REQUESTED_AT, value);
                    return policy;
                });
        Awaitility.await("another look")
                .atMost(Duration.ofSeconds(60))
                .until(() -> value.equals(policy().getStatus().lastHandledReconcileAt()));
    }

    private S3BucketPolicy policy() {
        return kube.resources(S3BucketPolicy.class)
                .inNamespace(NAMESPACE)
                .withName("p")
                .get();
    }

    private void apply(String name, String bucket) {
        kube.resource("""
                        apiVersion: bucketwarden.io/v1alpha1
                        kind: S3BucketPolicy
                        metadata: {name: %s, namespace: %s, annotations: {team: payments}}
                        spec: {bucketName: %s, posture: {versioning: {status: Enabled}}}
                        """.formatted(name, NAMESPACE, bucket)).create();
    }

    private GenericKubernetesResource report(String policy) {
        return kube.genericKubernetesResources("openreports.io/v1alpha1", "Report")
                .inNamespace(NAMESPACE)
                .withName("bucketwarden-" + policy)
                .get();
    }

    private String version(String policy) {
        return report(policy).getMetadata().getResourceVersion();
    }

    private static JsonNode json(GenericKubernetesResource report) throws IOException {
        var json = new ObjectMapper();
        return json.readTree(json.writeValueAsString(report));
    }
}
