package io.bucketwarden.operator;

import static io.bucketwarden.operator.RealServers.compliant;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.aws.Accounts;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.aws.Caller;
import io.bucketwarden.aws.Endpoint;
import io.bucketwarden.aws.RequestListener;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.facet.Facets;
import io.bucketwarden.servers.FaultyProxy;
import io.bucketwarden.servers.MockKube;
import io.bucketwarden.servers.TinyS3;
import io.bucketwarden.telemetry.Metrics;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The whole operator between an API server and an S3 that are both in memory, with a proxy before the latter. */
abstract class InMemoryServers {

    static final String VERSIONED = "{versioning: {status: Enabled}}";
    static final String BUCKET = "acme-invoices";

    private static final String NAMESPACE = "payments";
    private static final String ACCOUNT = "123456789012";

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));
    final Metrics metrics = new Metrics("1.2.3", Duration.ofMinutes(1));
    MockKube kube;
    TinyS3 s3;
    FaultyProxy wire;
    PolicyOperator operator;
    private Accounts accounts;

    @BeforeEach
    void startServers() throws IOException {
        kube = new MockKube();
        s3 = new TinyS3();
        wire = new FaultyProxy(s3.endpoint());
        startOperator();
    }

    @AfterEach
    void stopServers() {
        s3.close();
        operator.close();
        accounts.close();
        wire.close();
        kube.close();
    }

    /** Hears of every pass. */
    PassListener listener() {
        return (policies, reads, remediations) -> metrics.pass(policies, reads, now.get());
    }

    /** What the operator knows to check. */
    List<? extends Facet<?, ?>> facets() {
        return Facets.ALL;
    }

    /** A restart looks at every policy without being asked, and so without anything else that would change a status. */
    void restartOperator() {
        operator.close();
        accounts.close();
        startOperator();
    }

    private void startOperator() {
        accounts = new Accounts(
                new Endpoint(wire.endpoint(), true, "us-east-1", true, true),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
                1000,
                16,
                RequestListener.NONE,
                now::get);
        var caller = new Caller(
                () -> new Caller.Answer(ACCOUNT, "arn:aws:iam::" + ACCOUNT + ":user/bucketwarden"),
                io.bucketwarden.aws.ExemptPrincipals.NONE,
                false,
                now::get);
        operator = new PolicyOperator(
                kube.client(),
                new Buckets(accounts, caller, now::get),
                facets(),
                new OperatorOptions(
                        8,
                        Duration.ofSeconds(1),
                        Duration.ofMillis(5),
                        Set.of(),
                        false,
                        Duration.ofMinutes(5),
                        "warden",
                        null),
                Evidence.NONE,
                listener(),
                now::get,
                new Random(1));
        operator.start();
    }

    /** Creates a policy for {@link #BUCKET} with an interval that no test waits for. */
    void create(String name, String mode, String posture) {
        create(name, BUCKET, mode, "10m", posture);
    }

    void create(String name, String bucket, String mode, String interval, String posture) {
        kube.client().resource(yaml(name, bucket, mode, interval, posture)).create();
    }

    /** Creates a policy for the buckets with a tag, with an interval that no test waits for. */
    void createFleet(String name, String mode, String tag, String value, String posture) {
        var policy = policyFrom(yaml(name, BUCKET, mode, "10m", posture)
                .replace("bucketName: " + BUCKET, "bucketSelector: {tags: {%s: %s}}".formatted(tag, value)));
        kube.client().resource(policy).create();
    }

    void createPaused(String name, String mode, String posture) {
        var policy = policyFrom(yaml(name, BUCKET, mode, "10m", posture));
        policy.getMetadata().setAnnotations(new HashMap<>(java.util.Map.of(S3BucketPolicy.PAUSED, "true")));
        kube.client().resource(policy).create();
    }

    /** Changes the spec, which is a new generation. */
    void edit(String name, String bucket, String mode, String interval, String posture) {
        var spec = policyFrom(yaml(name, bucket, mode, interval, posture)).getSpec();
        change(name, policy -> {
            policy.setSpec(spec);
            return policy;
        });
    }

    void annotate(String name, String key, String value) {
        change(name, policy -> {
            var annotations = new HashMap<>(
                    Objects.requireNonNullElse(policy.getMetadata().getAnnotations(), java.util.Map.of()));
            if (value == null) {
                annotations.remove(key);
            } else {
                annotations.put(key, value);
            }
            policy.getMetadata().setAnnotations(annotations);
            return policy;
        });
    }

    void change(String name, UnaryOperator<S3BucketPolicy> change) {
        resource(name).edit(change);
    }

    /** Asks for a check now, and returns what it found. */
    S3BucketPolicyStatus request(String name, String value) {
        annotate(name, S3BucketPolicy.RECONCILE_REQUESTED_AT, value);
        return await(name, s -> value.equals(s.lastHandledReconcileAt()));
    }

    void awaitCompliant(String name) {
        await(name, compliant());
    }

    S3BucketPolicyStatus await(String name, Predicate<S3BucketPolicyStatus> until) {
        return await("policy " + name).until(() -> status(name), until::test);
    }

    static ConditionFactory await(String what) {
        return Patience.await(what, Duration.ofMillis(10));
    }

    S3BucketPolicyStatus status(String name) {
        return Objects.requireNonNullElse(resource(name).get().getStatus(), S3BucketPolicyStatus.NONE);
    }

    String version(String name) {
        return resource(name).get().getMetadata().getResourceVersion();
    }

    Resource<S3BucketPolicy> resource(String name) {
        return kube.client()
                .resources(S3BucketPolicy.class)
                .inNamespace(NAMESPACE)
                .withName(name);
    }

    /** The reasons of all events of the policy. */
    List<String> events(String name) {
        return kube.client().v1().events().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals(name))
                .map(Event::getReason)
                .toList();
    }

    private S3BucketPolicy policyFrom(String yaml) {
        return kube.client().getKubernetesSerialization().unmarshal(yaml, S3BucketPolicy.class);
    }

    private static String yaml(String name, String bucket, String mode, String interval, String posture) {
        return """
                apiVersion: bucketwarden.io/v1alpha1
                kind: S3BucketPolicy
                metadata: {name: %s, namespace: %s}
                spec: {bucketName: %s, mode: %s, interval: %s, posture: %s}
                """.formatted(name, NAMESPACE, bucket, mode, interval, posture);
    }
}
