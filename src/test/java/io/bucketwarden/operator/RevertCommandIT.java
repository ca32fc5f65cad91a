package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.command.Typed;
import io.bucketwarden.operator.records.BucketRecord;
import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.OperatorEnvironment;
import io.bucketwarden.servers.OperatorProcess;
import io.bucketwarden.servers.TestCluster;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;

/** {@code bucketwarden revert} with a kubeconfig and credentials, on real servers. */
class RevertCommandIT extends RealServers {

    private static final String POSTURE = "secureTransport: {}\n    versioning: {status: Enabled}";

    @TempDir
    private Path folder;

    private String said = "";

    @Test
    void it_shows_what_was_and_with_yes_the_operator_puts_it_back() throws Exception {
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(document(FOREIGN.formatted(bucket))));
        apply("p", "Enforce", POSTURE);
        await("p", compliant());

        assertThat(revert("p")).as(said).isZero();

        assertThat(said.lines().map(line -> line.replaceAll("  +", " ").replaceAll("\\d{4}-\\S+Z", "DAY")))
                .containsExactly(
                        "BUCKET FACET KEPT-AT WOULD-PUT-BACK",
                        bucket + " secureTransport DAY -BucketwardenMinimumTls; -BucketwardenSecureTransport",
                        bucket + " versioning DAY PutBucketVersioning: back to Suspended");
        assertThat(compliant().test(status("p"))).isTrue();

        assertThat(revert("p", "--facet", "secureTransport", "--yes")).as(said).isZero();

        assertThat(said).contains("Reverted").doesNotContain("versioning");
        assertThat(policyText()).isEqualTo(document(FOREIGN.formatted(bucket)));
        assertThat(annotation()).isEqualTo("secureTransport");

        assertThat(revert("p", "--yes", "-o", "json")).as(said).isZero();

        assertThat(said).contains("\"facet\":\"versioning\"", "\"state\":\"Reverted\"", "never enabled");
        assertThat(annotation()).isEqualTo("all");
    }

    @Test
    void that_it_opens_a_bucket_is_said_before_and_after() throws Exception {
        s3.putBucketAcl(r -> r.bucket(bucket).acl(BucketCannedACL.PUBLIC_READ));
        apply("p", "Enforce", "publicAccess: {block: true}");
        await("p", compliant());
        var opens = "This opens " + bucket + " to everyone: READ to AllUsers, and its public access block is off.";

        assertThat(revert("p")).as(said).isZero();
        assertThat(said).endsWith(opens + "\n");
        assertThat(revert("p", "--yes", "-o", "json")).as(said).isZero();
        assertThat(said).contains("\"state\":\"Reverted\"", "\"opens\":\"" + opens + "\"");
    }

    @Test
    void without_an_operator_it_is_written_directly_and_the_next_operator_holds_it() throws Exception {
        apply("p", "Enforce", POSTURE);
        await("p", compliant());
        stopOperator();

        assertThat(revert("p", "--yes", "--timeout", "1s")).as(said).isEqualTo(2);
        assertThat(said).contains("Compliant");
        assertThat(revert("p", "--yes", "--direct")).as(said).isZero();

        assertThat(said).contains("Reverted", "not exactly: versioning was never enabled");
        assertThat(policyText()).isEmpty();
        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).statusAsString())
                .isEqualTo("Suspended");
        var writes = proxy.writes(bucket);
        startOperator(Clock.systemUTC());
        await(
                "p",
                s -> s.buckets().getFirst().facets().stream()
                                .filter(f -> f.state() == FacetState.Reverted)
                                .count()
                        == 2);
        assertThat(proxy.writes(bucket)).isEqualTo(writes);
    }

    @Test
    void a_copy_of_a_record_is_ignored_whatever_it_says() throws Exception {
        apply("p", "Enforce", POSTURE);
        await("p", compliant());
        stopOperator();
        var record =
                kube
                        .configMaps()
                        .inNamespace(recordNamespace)
                        .withLabels(BucketRecord.LABELS)
                        .list()
                        .getItems()
                        .stream()
                        .filter(it -> BucketRecord.bucket(it)
                                .filter(id -> id.name().equals(bucket))
                                .isPresent())
                        .findFirst()
                        .orElseThrow();
        var forged = new ConfigMapBuilder(record)
                .editMetadata()
                .withName("copy")
                .withResourceVersion(null)
                .withUid(null)
                .endMetadata()
                .addToData("versioning", record.getData().get("versioning").replace("null", "{\"Status\":\"Enabled\"}"))
                .build();
        kube.resource(forged).create();

        assertThat(revert("p", "--yes", "--direct")).as(said).isZero();

        assertThat(said.lines().filter(line -> line.contains("/copy is ignored")))
                .hasSize(1);
        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).statusAsString())
                .isEqualTo("Suspended");
        kube.resource(forged).delete();
        startOperator(Clock.systemUTC());
    }

    @Test
    void a_process_finds_cluster_and_credentials_in_its_environment() throws Exception {
        apply("p", "Enforce", POSTURE);
        await("p", compliant());

        assertThat(revertInAProcess("p", "--yes", "--direct")).as(said).isZero();

        assertThat(said).contains("Reverted");
        assertThat(policyText()).isEmpty();
    }

    @Test
    void an_annotation_with_a_slip_is_not_written_over() throws Exception {
        apply("p", "Enforce", POSTURE);
        await("p", compliant());
        annotate("p", S3BucketPolicy.REVERT, "secureTransport");
        await("p", s -> facetState(s, "secureTransport") == FacetState.Reverted);
        annotate("p", S3BucketPolicy.REVERT, "secureTransprot");

        assertThat(revert("p", "--facet", "versioning", "--yes")).isEqualTo(3);

        assertThat(said).contains("names what is no facet: secureTransprot", "correct or remove");
        assertThat(annotation()).isEqualTo("secureTransprot");
    }

    @Test
    void a_bucket_whose_policy_is_gone_is_put_back_directly() throws Exception {
        apply("p", "Enforce", POSTURE);
        await("p", compliant());
        delete("p");
        stopOperator();

        assertThat(revert("p")).isEqualTo(3);
        assertThat(said).contains("There is no S3BucketPolicy p", "--bucket");
        assertThat(revert("p", "--bucket", bucket, "--yes")).isEqualTo(3);
        assertThat(said).contains("--direct");
        assertThat(revert("p", "--bucket", bucket, "--yes", "--direct"))
                .as(said)
                .isZero();

        assertThat(policyText()).isEmpty();
        startOperator(Clock.systemUTC());
    }

    @Test
    void what_cannot_be_done_is_said_with_what_to_do() throws Exception {
        apply("p", "Audit", POSTURE);
        await("p", ready("Audited"));

        assertThat(revert("p")).isEqualTo(3);
        assertThat(said).contains("Nothing is kept").doesNotContain("Exception", "\tat ");

        apply("p", "Enforce", POSTURE);
        await("p", compliant());
        apply("p", "Audit", POSTURE);
        await(
                "p",
                s -> s.observedGeneration() == 3
                        && reason(s, Condition.Type.Ready).equals("True/Audited"));
        assertThat(revert("p", "--yes")).isEqualTo(3);
        assertThat(said).contains("only audits", "mode: Enforce");

        annotate("p", S3BucketPolicy.PAUSED, "true");
        assertThat(revert("p", "--yes")).isEqualTo(3);
        assertThat(said).contains("paused");
        assertThat(annotation()).isNull();

        System.setProperty(Config.KUBERNETES_IMPERSONATE_USERNAME, "nobody");
        try {
            assertThat(revert("p")).isEqualTo(3);
        } finally {
            System.clearProperty(Config.KUBERNETES_IMPERSONATE_USERNAME);
        }
        assertThat(said).contains("The cluster refuses it", "cannot get resource", "Ask for that right");

        Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: a, cluster: {server: "http://127.0.0.1:9"}}]
                contexts: [{name: a, context: {cluster: a, user: a}}]
                users: [{name: a, user: {}}]
                current-context: a
                """);
        assertThat(runHere("p")).isEqualTo(3);
        assertThat(said).contains("cannot be asked", "KUBECONFIG").doesNotContain("Exception", "\tat ");
    }

    private String annotation() {
        var annotations = kube.resources(S3BucketPolicy.class)
                .inNamespace(namespace)
                .withName("p")
                .get()
                .getMetadata()
                .getAnnotations();
        return annotations == null ? null : annotations.get(S3BucketPolicy.REVERT);
    }

    private static FacetState facetState(S3BucketPolicyStatus status, String facet) {
        return status.facetStates().get(facet);
    }

    private int revert(String... arguments) throws IOException {
        Files.writeString(kubeconfig(), TestCluster.get().kubeconfig());
        return runHere(arguments);
    }

    private int runHere(String... arguments) {
        try (var typed = new Typed(kubeconfig(), Moto.CREDENTIALS.resolveCredentials())) {
            var code = typed.run(all(arguments));
            said = typed.said();
            return code;
        }
    }

    private int revertInAProcess(String... arguments) throws IOException, InterruptedException {
        Files.writeString(kubeconfig(), TestCluster.get().kubeconfig());
        var process = OperatorEnvironment.process(OperatorProcess.compiled(), all(arguments), kubeconfig())
                .start();
        said = new String(process.getInputStream().readAllBytes());
        return process.waitFor();
    }

    private List<String> all(String... arguments) {
        var all = new ArrayList<>(List.of(
                "revert",
                "--namespace=" + namespace,
                "--record-namespace=" + recordNamespace,
                "--endpoint=" + proxy.endpoint(),
                "--path-style",
                "--allow-insecure-endpoint"));
        all.addAll(List.of(arguments));
        return all;
    }

    private Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }
}
