package io.bucketwarden.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bucketwarden.servers.TestCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the schema, judged by the real API server, each with the advice that it gives. */
class CrdCorpusIT {

    private static final Path CORPUS = Path.of("src/test/resources/crd");
    private static final String EXPECT = "# expect: ";
    private static final String NAMESPACE = TestCluster.get().namespace("corpus");

    @ParameterizedTest
    @MethodSource("valid")
    void is_accepted(Path file) throws IOException {
        assertThat(create(Files.readString(file)).getMetadata().getName()).isEqualTo("corpus");
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void is_refused_with_advice(Path file) throws IOException {
        var text = Files.readString(file);
        assertThat(text).startsWith(EXPECT);
        var advice = text.lines().findFirst().orElseThrow().substring(EXPECT.length());

        assertThatThrownBy(() -> create(text))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(advice);
    }

    @Test
    void the_corpus_is_large_and_holds_nothing_else() throws IOException {
        try (var files = Files.list(CORPUS)) {
            assertThat(files).allMatch(f -> f.getFileName().toString().matches("(in)?valid-[a-z0-9-]+[.]yaml"));
        }
        assertThat(invalid().count()).isGreaterThanOrEqualTo(100);
        assertThat(valid().count()).isGreaterThanOrEqualTo(15);
    }

    @Test
    void the_bucket_of_a_policy_may_not_change() {
        var policies = policies();
        policies.resource(parse(named("moving", "acme-one"))).create();

        assertThatThrownBy(() ->
                        policies.resource(parse(named("moving", "acme-two"))).update())
                .hasMessageContaining("create another policy for the other bucket");
    }

    @Test
    void an_unseen_resource_is_not_mistaken_for_a_settled_one() {
        policies().resource(parse(named("unseen", "acme-one"))).create();
        var created = policies().withName("unseen").get();

        assertThat(created.<Object>get("spec", "mode")).isEqualTo("Audit");
        assertThat(created.<Object>get("spec", "interval")).isEqualTo("10m");
        assertThat(created.<Number>get("status", "observedGeneration").intValue())
                .isEqualTo(-1);
    }

    @Test
    void kubectl_explain_describes_every_facet_and_what_a_grant_says() throws Exception {
        var kubeconfig = Files.createTempFile("kubeconfig", ".yaml");
        Files.writeString(kubeconfig, TestCluster.get().kubeconfig());

        var posture = explained(kubeconfig, "s3bp.spec.posture");
        var grant = explained(kubeconfig, "s3bg.spec") + explained(kubeconfig, "s3bg.spec.accounts");

        for (var facet : Posture.class.getRecordComponents()) {
            assertThat(posture).containsPattern(facet.getName() + "\\s+<Object>\\n\\s+[A-Z].*[a-z]");
        }
        for (var field : List.of("namespaceSelector", "bucketPatterns", "maxMode", "accounts", "id", "roleArn")) {
            assertThat(grant).containsPattern(field + "\\s+<.*>.*\\n(\\s+enum: .*\\n)?\\s+[A-Z].*[a-z]");
        }
        Files.delete(kubeconfig);
    }

    /** The API server publishes a new schema a moment after it accepts the CRD. */
    private static String explained(Path kubeconfig, String field) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> explain(kubeconfig, field), t -> t.contains("FIELDS"));
    }

    private static String explain(Path kubeconfig, String field) throws IOException {
        var explain = new ProcessBuilder(
                        TestCluster.kubectl().toString(), "--kubeconfig", kubeconfig.toString(), "explain", field)
                .redirectErrorStream(true)
                .start();
        return new String(explain.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void a_grant_without_a_mode_allows_to_look_only() throws IOException {
        var granted = create(Files.readString(CORPUS.resolve("valid-grant-smallest.yaml")));

        assertThat(granted.<Object>get("spec", "maxMode")).isEqualTo("Audit");
        assertThat(granted.getMetadata().getNamespace()).isNull();
    }

    @Test
    void a_grant_is_as_large_as_the_platform_of_a_hundred_accounts() {
        var accounts = IntStream.range(0, 100)
                .mapToObj("%012d"::formatted)
                .map(id -> "{id: '%s', roleArn: 'arn:aws:iam::%s:role/%s', externalId: '%s', regions: [eu-central-1]}"
                        .formatted(id, id, "r".repeat(64), "e".repeat(1224)))
                .collect(Collectors.joining(", "));
        var patterns = IntStream.range(0, 100)
                .mapToObj(i -> "acme-" + i + "-" + "x".repeat(50))
                .collect(Collectors.joining(", "));

        assertThat(create("""
                        apiVersion: bucketwarden.io/v1alpha1
                        kind: S3BucketGrant
                        metadata: {name: corpus}
                        spec: {namespaceSelector: {}, bucketPatterns: [%s], accounts: [%s]}
                        """.formatted(patterns, accounts))).isNotNull();
    }

    private static GenericKubernetesResource create(String yaml) {
        var resource = parse(yaml);
        return switch (resource.getKind()) {
            case "S3BucketGrant" -> grants().resource(resource).dryRun().create();
            case "S3BucketAccess" -> accesses().resource(resource).dryRun().create();
            default -> policies().resource(resource).dryRun().create();
        };
    }

    private static NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            grants() {
        return TestCluster.get().admin().genericKubernetesResources("bucketwarden.io/v1alpha1", "S3BucketGrant");
    }

    private static NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            accesses() {
        return namespaced("S3BucketAccess");
    }

    private static NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            policies() {
        return namespaced("S3BucketPolicy");
    }

    private static NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            namespaced(String kind) {
        return TestCluster.get()
                .admin()
                .genericKubernetesResources("bucketwarden.io/v1alpha1", kind)
                .inNamespace(NAMESPACE);
    }

    private static GenericKubernetesResource parse(String yaml) {
        return TestCluster.get().admin().getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
    }

    private static String named(String name, String bucket) {
        return """
               apiVersion: bucketwarden.io/v1alpha1
               kind: S3BucketPolicy
               metadata: {name: %s}
               spec: {bucketName: %s, posture: {versioning: {status: Enabled}}}
               """.formatted(name, bucket);
    }

    static Stream<Path> valid() throws IOException {
        return corpus("valid-");
    }

    static Stream<Path> invalid() throws IOException {
        return corpus("invalid-");
    }

    private static Stream<Path> corpus(String prefix) throws IOException {
        try (var files = Files.list(CORPUS)) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix)).sorted().toList().stream();
        }
    }
}
