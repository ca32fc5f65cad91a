package io.bucketwarden.openreports;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.servers.TestCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

/** Keeps reports on a real API server, which holds them to the schemas of their kinds. */
abstract class ReportServers {

    static final AtomicInteger NUMBER = new AtomicInteger();
    static final ReportKind KIND = ReportKind.OpenReports;

    final KubernetesClient kube = TestCluster.get().admin();
    final String namespace = TestCluster.get().namespace("reports-" + NUMBER.incrementAndGet());
    final List<S3BucketPolicy> policies = new ArrayList<>();
    final Map<String, List<BucketStatus>> buckets = new HashMap<>();
    final Logger log = (Logger) LoggerFactory.getLogger(ReportWriter.class);
    final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Instant now = Instant.parse("2026-11-30T12:00:00Z");
    ReportWriter writer = writer(KIND, kube);

    @BeforeEach
    void install() throws IOException {
        for (var kind : List.of("openreports", "policyreport")) {
            TestCluster.get().install(Path.of("src/test/resources/reports/" + kind + ".yaml"));
        }
        await("both kinds").until(() -> supports(ReportKind.OpenReports) && supports(ReportKind.PolicyReport));
    }

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void close() {
        log.detachAppender(lines);
        writer.close();
    }

    ReportWriter writer(ReportKind kind, KubernetesClient client) {
        return new ReportWriter(
                client,
                kind,
                Found.FACETS,
                () -> List.copyOf(policies),
                policy -> Optional.ofNullable(buckets.get(policy.getMetadata().getName())),
                () -> now);
    }

    void passes(Duration time) {
        now = now.plus(time);
        writer.tick();
    }

    S3BucketPolicy policy(String name) {
        kube.resource("""
                        apiVersion: bucketwarden.io/v1alpha1
                        kind: S3BucketPolicy
                        metadata: {name: %s, namespace: %s}
                        spec: {bucketName: acme, posture: {versioning: {status: Enabled}}}
                        """.formatted(name, namespace)).create();
        var policy = kube.resources(S3BucketPolicy.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
        policies.add(policy);
        return policy;
    }

    boolean supports(ReportKind kind) {
        return kube.supports(kind.apiVersion(), kind.kind());
    }

    io.fabric8.kubernetes.client.dsl.Resource<GenericKubernetesResource> handle(String policy) {
        return kube.genericKubernetesResources(KIND.context())
                .inNamespace(namespace)
                .withName("bucketwarden-" + policy);
    }

    GenericKubernetesResource report(ReportKind kind, String policy) {
        return kube.genericKubernetesResources(kind.context())
                .inNamespace(namespace)
                .withName("bucketwarden-" + policy)
                .get();
    }

    String version(String policy) {
        return report(KIND, policy).getMetadata().getResourceVersion();
    }

    String result(String policy) {
        var first = json(report(KIND, policy).getAdditionalProperties()).at("/results/0");
        return first.get("result").asText() + " since "
                + Instant.ofEpochSecond(first.at("/timestamp/seconds").asLong());
    }

    static JsonNode json(Object any) {
        try {
            var json = new ObjectMapper();
            return json.readTree(json.writeValueAsString(any));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    KubernetesClient as(String user) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(kube.getConfiguration())
                        .withImpersonateUsername(user)
                        .build())
                .build();
    }
}
