package io.bucketwarden.page;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.OperatorProcess;
import io.bucketwarden.servers.Ports;
import io.bucketwarden.servers.TestCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;

/** An operator with its page, that has looked at a bucket that is open, one that differs, one that is not there and one that is fine. */
record RealPage(OperatorProcess process, URI address) implements AutoCloseable {

    static final String NAMESPACE = "page-it";

    static RealPage start(Path log) throws IOException {
        prepare();
        var port = Ports.free();
        var process = new OperatorProcess(
                OperatorProcess.compiled(),
                List.of(
                        "--page",
                        "--page-host=127.0.0.1",
                        "--page-port=" + port,
                        "--log-format=text",
                        "--watch-namespace=" + NAMESPACE,
                        "--require-grants=false"),
                TestCluster.get().kubeconfig(),
                Moto.get().endpoint(),
                log);
        await("open", status -> isFalse(status));
        await("drift", status -> isFalse(status));
        await("missing", status -> status.condition(Condition.Type.Ready).isPresent());
        await(
                "fine",
                status -> status.condition(Condition.Type.Compliant)
                        .filter(Condition::isTrue)
                        .isPresent());
        return new RealPage(process, URI.create("http://127.0.0.1:" + port + "/"));
    }

    @Override
    public void close() {
        process.close();
    }

    private static void prepare() {
        TestCluster.get().namespace(NAMESPACE);
        var s3 = Moto.get().s3();
        for (var bucket : List.of("page-open", "page-drift", "page-fine")) {
            s3.createBucket(r -> r.bucket(bucket));
        }
        s3.deletePublicAccessBlock(r -> r.bucket("page-open"));
        s3.putBucketAcl(r -> r.bucket("page-open").acl(BucketCannedACL.PUBLIC_READ));
        s3.putBucketVersioning(r -> r.bucket("page-fine").versioningConfiguration(v -> v.status("Enabled")));
        apply("open", "page-open", "publicAccess: {block: true}");
        apply("drift", "page-drift", "versioning: {status: Enabled}");
        apply("missing", "page-missing", "versioning: {status: Enabled}");
        apply("fine", "page-fine", "versioning: {status: Enabled}");
    }

    private static void apply(String name, String bucket, String posture) {
        TestCluster.get()
                .admin()
                .resource("""
                    apiVersion: bucketwarden.io/v1alpha1
                    kind: S3BucketPolicy
                    metadata: {name: %s, namespace: %s}
                    spec: {bucketName: %s, mode: Audit, posture: {%s}}
                    """.formatted(name, NAMESPACE, bucket, posture))
                .serverSideApply();
    }

    private static void await(String name, Predicate<S3BucketPolicyStatus> until) {
        Awaitility.await("policy " + name).atMost(Duration.ofSeconds(60)).until(() -> {
            var status = TestCluster.get()
                    .admin()
                    .resources(S3BucketPolicy.class)
                    .inNamespace(NAMESPACE)
                    .withName(name)
                    .get()
                    .getStatus();
            return status != null && until.test(status);
        });
    }

    private static boolean isFalse(S3BucketPolicyStatus status) {
        return status.condition(Condition.Type.Compliant)
                .filter(condition -> condition.status() == Condition.Status.False)
                .isPresent();
    }
}
