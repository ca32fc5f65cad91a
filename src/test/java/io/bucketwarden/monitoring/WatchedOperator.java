package io.bucketwarden.monitoring;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.events.Samples;
import io.bucketwarden.servers.ElasticMq;
import io.bucketwarden.servers.FaultyProxy;
import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.OperatorProcess;
import io.bucketwarden.servers.Prometheus;
import io.bucketwarden.servers.TestCluster;
import io.bucketwarden.tracking.LogLines;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;

/** An operator between real servers, scraped by a real Prometheus, to which all happens that there is a metric for. */
final class WatchedOperator implements AutoCloseable {

    static final String NAMESPACE = "monitored";

    private final KubernetesClient kube = TestCluster.get().admin();
    private final S3Client s3 = Moto.get().s3();
    private final Instant now = Instant.now();
    private final ElasticMq queues = new ElasticMq();
    private final FaultyProxy proxy;
    private final OperatorProcess operator;
    private final Prometheus prometheus;

    WatchedOperator(Path folder) throws IOException {
        TestCluster.get().namespace(NAMESPACE);
        queues.createQueue("changes", 5);
        proxy = new FaultyProxy(Moto.get().endpoint());
        operator = new OperatorProcess(
                OperatorProcess.compiled(),
                List.of(
                        "--require-grants=false",
                        "--watch-namespace=" + NAMESPACE,
                        "--record-namespace=" + NAMESPACE,
                        "--verify-delay=1s",
                        "--access-interval=1s",
                        "--log-format=text",
                        "--queue=" + queues.url("changes")),
                TestCluster.get().kubeconfig(),
                proxy.endpoint(),
                folder.resolve("operator.log"));
        // As the Prometheus Operator would scrape it: the namespace of the pod must not hide that of the policies.
        prometheus = Prometheus.start(Files.createDirectories(folder.resolve("prometheus")), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ["%s"]
                scrape_configs:
                  - job_name: bucketwarden
                    honor_labels: true
                    static_configs: [{targets: ["%s"], labels: {namespace: bucketwarden}}]
                """.formatted(
                        AlertFile.RULES.toAbsolutePath(), operator.address()));
        await("a scrape")
                .until(() -> prometheus.query("bucketwarden_build_info").size() == 1);
    }

    Prometheus prometheus() {
        return prometheus;
    }

    String metrics() throws IOException {
        return operator.metrics();
    }

    /** Seconds since before it started. */
    long age() {
        return Duration.between(now, Instant.now()).toSeconds() + 10;
    }

    static ConditionFactory await(String what) {
        return Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100));
    }

    void drive() {
        audited();
        refused();
        tracked();
        apply("missing", "Audit", "versioning: {status: Enabled}");
        paused();
        throttled();
        opened();
        queues.send("changes", "nobody understands this");
        await("refused", Condition.Type.Ready, Reason.RemediationFailed);
        await("missing", Condition.Type.Ready, Reason.BucketNotFound);
        await("paused", Condition.Type.Paused, Reason.Paused);
        await(
                "tracked",
                "an accessor that is new",
                text -> text.contains("bucketwarden_access_alerts_total{kind=\"NewPrincipal\"} 1.0"));
    }

    /** Open, and nobody closes it. */
    private void audited() {
        bucket("audited");
        open("audited");
        apply("audited", "Audit", "publicAccess: {block: true}\n    versioning: {status: Enabled}", """
                exemptions:
                    - {facet: versioning, reason: rebuilt every night, owner: data, expires: "%s"}
                """.formatted(
                        LocalDate.now(ZoneOffset.UTC).plusDays(3)));
        await("audited", Condition.Type.Compliant, Reason.DriftDetected);
    }

    /** Settled, opened behind the operator's back, told of, and closed. */
    private void opened() {
        bucket("opened");
        apply("opened", "Enforce", "publicAccess: {block: true}");
        await("opened", Condition.Type.Compliant, Reason.NoDrift);
        open("opened");
        tell("DeleteBucketPublicAccessBlock", "opened");
        await(
                "opened",
                "closed again",
                text -> text.contains("bucketwarden_exposure_window_seconds_count{opened=\"event\"} 1"));
    }

    private void refused() {
        bucket("refused");
        proxy.fail("PUT", name("refused"), "versioning", 403, "AccessDenied");
        apply("refused", "Enforce", "versioning: {status: Enabled}");
    }

    private void throttled() {
        bucket("throttled");
        proxy.failAll(name("throttled"), 503, "SlowDown");
        apply("throttled", "Audit", "versioning: {status: Enabled}");
    }

    private void paused() {
        bucket("paused");
        kube.resource(manifest("paused", "Audit", "versioning: {status: Enabled}", "", "true"))
                .serverSideApply();
    }

    /** Somebody was there for days, and somebody comes. */
    private void tracked() {
        var logs = name("tracked") + "-logs";
        bucket("tracked");
        s3.createBucket(r -> r.bucket(logs));
        s3.putBucketPolicy(r -> r.bucket(logs).policy("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},\
                "Action":"s3:PutObject","Resource":"arn:aws:s3:::%s/*"}]}""".formatted(logs)));
        s3.putBucketLogging(r -> r.bucket(name("tracked"))
                .bucketLoggingStatus(status -> status.loggingEnabled(
                        logging -> logging.targetBucket(logs).targetPrefix("s3/"))));
        deliver(logs, now.minus(9, ChronoUnit.DAYS), "app", "A");
        apply("tracked", "Audit", "logging: {targetBucket: " + logs + "}", "accessTracking: {learningDays: 7}\n");
        await("tracked", "what was learned", text -> text.contains("bucketwarden_access_requests_total 1.0"));
        deliver(logs, now, "stranger", "B");
    }

    private void deliver(String logs, Instant at, String role, String unique) {
        s3.putObject(
                r -> r.bucket(logs).key(LogLines.key("s3/", at, "0123456789ABCDE" + unique)),
                RequestBody.fromString(LogLines.read(name("tracked"), at.minusSeconds(90), "203.0.113.7", role)));
    }

    private void open(String which) {
        s3.deletePublicAccessBlock(r -> r.bucket(name(which)));
        s3.putBucketAcl(r -> r.bucket(name(which)).acl(BucketCannedACL.PUBLIC_READ));
    }

    private void tell(String call, String which) {
        var id = UUID.randomUUID().toString();
        queues.send(
                "changes",
                Samples.read("put-bucket-acl")
                        .replace("\"PutBucketAcl\"", "\"" + call + "\"")
                        .replace("acme-logs", name(which))
                        .replace("f3c95789-ace1-4954-ac5d-6baed2eac902", id)
                        .replace("014EF5ED72014E90", id.substring(0, 8))
                        .replaceAll(
                                "\"2026-11-24T08:01:11Z\"",
                                "\"" + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\""));
    }

    private void bucket(String which) {
        s3.createBucket(r -> r.bucket(name(which)));
    }

    private static String name(String which) {
        return "monitored-" + which;
    }

    private void apply(String which, String mode, String posture) {
        apply(which, mode, posture, "");
    }

    private void apply(String which, String mode, String posture, String line) {
        kube.resource(manifest(which, mode, posture, line, "false")).serverSideApply();
    }

    private static String manifest(String which, String mode, String posture, String line, String paused) {
        return """
                apiVersion: bucketwarden.io/v1alpha1
                kind: S3BucketPolicy
                metadata:
                  name: %s
                  namespace: %s
                  annotations: {bucketwarden.io/paused: "%s"}
                spec:
                  bucketName: %s
                  mode: %s
                  %s
                  posture:
                    %s
                """.formatted(which, NAMESPACE, paused, name(which), mode, line, posture);
    }

    private void await(String which, Condition.Type type, Reason reason) {
        await(which + " " + reason).until(() -> {
            var policy = kube.resources(S3BucketPolicy.class)
                    .inNamespace(NAMESPACE)
                    .withName(which)
                    .get();
            return policy.getStatus() != null
                    && policy.getStatus()
                            .condition(type)
                            .filter(c -> c.reason() == reason)
                            .isPresent();
        });
    }

    private void await(String which, String what, Predicate<String> scraped) {
        await(which + ": " + what).until(() -> scraped.test(operator.metrics()));
    }

    /** The process first: it would only complain of the others. */
    @Override
    public void close() {
        prometheus.close();
        operator.close();
        kube.resources(S3BucketPolicy.class).inNamespace(NAMESPACE).delete();
        proxy.close();
        queues.close();
    }
}
