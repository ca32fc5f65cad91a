package io.bucketwarden.operator;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import io.bucketwarden.aws.Accounts;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.aws.Caller;
import io.bucketwarden.aws.Endpoint;
import io.bucketwarden.aws.RequestListener;
import io.bucketwarden.operator.status.Said;
import io.bucketwarden.posture.facet.Facets;
import io.bucketwarden.servers.FaultyProxy;
import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.TestCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The whole operator between a real kube-apiserver and a real S3 server, with a proxy before the latter. */
abstract class RealServers {

    static final AtomicInteger NUMBER = new AtomicInteger();
    static final String FOREIGN = """
            {"Sid":"Theirs","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/reporting"},\
            "Action":["s3:GetObject"],"Resource":"arn:aws:s3:::%s/*"}""";

    final KubernetesClient kube = TestCluster.get().admin();
    final S3Client s3 = Moto.get().s3();
    final String namespace = TestCluster.get().namespace("it-" + NUMBER.incrementAndGet());
    final String bucket = "it-bucket-" + NUMBER.get();
    String recordNamespace = TestCluster.get().namespace("it-records-" + NUMBER.get());
    FaultyProxy proxy;
    Accounts accounts;
    PolicyOperator operator;

    @BeforeEach
    void start() throws IOException {
        proxy = new FaultyProxy(Moto.get().endpoint());
        s3.createBucket(r -> r.bucket(bucket));
        startOperator(Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        stopOperator();
        proxy.close();
    }

    void startOperator(InstantSource clock) {
        startOperator(clock, Moto.CREDENTIALS);
    }

    void startOperator(InstantSource clock, OperatorOptions.Lease lease) {
        startOperator(clock, Moto.CREDENTIALS, lease);
    }

    void startOperator(InstantSource clock, AwsCredentialsProvider credentials) {
        startOperator(clock, credentials, null);
    }

    private void startOperator(InstantSource clock, AwsCredentialsProvider credentials, OperatorOptions.Lease lease) {
        accounts = accounts(clock, credentials);
        operator = operator(accounts, clock, watched(), lease, new Random(1));
    }

    /** The namespaces whose policies the operator sees. */
    Set<String> watched() {
        return Set.of(namespace);
    }

    /** Hears of every pass. */
    PassListener listener() {
        return PassListener.NONE;
    }

    /** What is known of the requests of the last days. */
    Evidence evidence() {
        return Evidence.NONE;
    }

    /** Between two full checks while changes are not heard of. */
    Duration backstop() {
        return Duration.ofMinutes(5);
    }

    /** Whether a policy needs a grant. */
    boolean requireGrants() {
        return false;
    }

    Accounts accounts(InstantSource clock, AwsCredentialsProvider credentials) {
        return accounts(proxy, clock, credentials);
    }

    static Accounts accounts(FaultyProxy through, InstantSource clock, AwsCredentialsProvider credentials) {
        var endpoint = new Endpoint(through.endpoint(), true, "us-east-1", true, true);
        return new Accounts(endpoint, credentials, 1000, 32, RequestListener.NONE, clock);
    }

    PolicyOperator operator(
            Accounts accounts,
            InstantSource clock,
            Set<String> namespaces,
            OperatorOptions.Lease lease,
            RandomGenerator random) {
        var started = new PolicyOperator(
                kube,
                new Buckets(accounts, Caller.of(accounts, io.bucketwarden.aws.ExemptPrincipals.NONE, clock), clock),
                Facets.ALL,
                new OperatorOptions(
                        16,
                        Duration.ofSeconds(1),
                        Duration.ofMillis(200),
                        namespaces,
                        requireGrants(),
                        backstop(),
                        recordNamespace,
                        lease),
                evidence(),
                listener(),
                clock,
                random);
        started.start();
        return started;
    }

    void stopOperator() {
        operator.close();
        accounts.close();
    }

    void apply(String name, String mode, String posture) {
        apply(name, bucket, mode, posture, "");
    }

    /** With one more line of the spec. */
    void applyWith(String line, String name, String mode, String posture) {
        apply(name, bucket, mode, posture, line);
    }

    void apply(String name, String target, String mode, String posture) {
        apply(name, target, mode, posture, "");
    }

    private void apply(String name, String target, String mode, String posture, String line) {
        applyIn(namespace, name, "bucketName: " + target, mode, posture, line);
    }

    /** With a selector in place of a name. */
    void applyFleet(String name, String selector, String mode, String posture) {
        applyIn(namespace, name, "bucketSelector: " + selector, mode, posture, "");
    }

    void applyIn(String where, String name, String target, String mode, String posture, String line) {
        kube.resource("""
                        apiVersion: bucketwarden.io/v1alpha1
                        kind: S3BucketPolicy
                        metadata: {name: %s, namespace: %s}
                        spec:
                          %s
                          mode: %s
                          %s
                          posture:
                            %s
                        """.formatted(name, where, target, mode, line, posture))
                .fieldManager("test")
                .forceConflicts()
                .serverSideApply();
    }

    S3BucketPolicyStatus await(String name, Predicate<S3BucketPolicyStatus> until) {
        return await("policy " + name).until(() -> status(name), until::test);
    }

    void delete(String name) {
        kube.resources(S3BucketPolicy.class)
                .inNamespace(namespace)
                .withName(name)
                .delete();
    }

    static org.awaitility.core.ConditionFactory await(String what) {
        return Patience.await(what, Duration.ofMillis(50));
    }

    S3BucketPolicyStatus status(String name) {
        return status(namespace, name);
    }

    S3BucketPolicyStatus status(String where, String name) {
        var policy = kube.resources(S3BucketPolicy.class)
                .inNamespace(where)
                .withName(name)
                .get();
        return policy == null || policy.getStatus() == null ? S3BucketPolicyStatus.NONE : policy.getStatus();
    }

    String version(String name) {
        return kube.resources(S3BucketPolicy.class)
                .inNamespace(namespace)
                .withName(name)
                .get()
                .getMetadata()
                .getResourceVersion();
    }

    void request(String name, String value) {
        annotate(name, S3BucketPolicy.RECONCILE_REQUESTED_AT, value);
    }

    void annotate(String name, String key, String value) {
        var json = value == null ? "null" : "\"" + value + "\"";
        kube.resources(S3BucketPolicy.class)
                .inNamespace(namespace)
                .withName(name)
                .patch(
                        io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
                                io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"" + key + "\":" + json + "}}}");
    }

    void awaitEvent(String name, String reason) {
        await("event " + reason)
                .until(() -> kube.v1().events().inNamespace(namespace).list().getItems().stream()
                        .anyMatch(e -> e.getInvolvedObject().getName().equals(name)
                                && e.getReason().equals(reason)));
    }

    /** Lets the API server take what the schema forbids, as another version of the CRD might. */
    void loosen(boolean on) {
        new LooseSchema(kube, namespace).apply(on);
    }

    String policyText() {
        try {
            return s3.getBucketPolicy(r -> r.bucket(bucket)).policy();
        } catch (S3Exception e) {
            return "";
        }
    }

    static String document(String statement) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}";
    }

    static Predicate<S3BucketPolicyStatus> ready(String reason) {
        return s -> reason(s, Condition.Type.Ready).equals("True/" + reason);
    }

    static Predicate<S3BucketPolicyStatus> compliant() {
        return s -> reason(s, Condition.Type.Compliant).equals("True/NoDrift");
    }

    static String reason(S3BucketPolicyStatus status, Condition.Type type) {
        return Said.reason(status, type);
    }

    static FacetStatus facet(S3BucketPolicyStatus status, String name) {
        return Said.facet(status, name);
    }
}
