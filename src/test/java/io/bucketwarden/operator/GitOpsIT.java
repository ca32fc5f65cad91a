package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.Condition;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.gitops.ArgoCd;
import io.bucketwarden.gitops.ArgoCd.Health;
import io.bucketwarden.gitops.Flux;
import io.bucketwarden.servers.Kubectl;
import io.bucketwarden.servers.Lua;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** What the operator writes to the API server, as Argo CD and Flux read it from there, and what Argo CD's actions do. */
class GitOpsIT extends RealServers {

    private static final Path KIND = ArgoCd.SCRIPTS.resolve("S3BucketPolicy");
    private static final Path STRICT = ArgoCd.STRICT.resolve("S3BucketPolicy");
    private static final JsonNode FLUX =
            Flux.expressions(Path.of("config/flux/kustomizations.yaml"), "bucketwarden-policies");
    private static final JsonNode FLUX_STRICT =
            Flux.expressions(Path.of("config/flux/strict/policies.yaml"), "bucketwarden-policies");
    private static final String VERSIONED = "versioning: {status: Enabled}";
    private static final Predicate<S3BucketPolicyStatus> PAUSED =
            s -> s.condition(Condition.Type.Paused).isPresent();

    @TempDir
    private Path folder;

    @BeforeEach
    void needsLua() {
        Lua.assume();
    }

    @Test
    void drift_that_is_reported_is_healthy_and_degraded_for_who_is_strict() {
        apply("p", "Audit", VERSIONED);
        await("p", ready("Audited"));

        assertThat(health()).isEqualTo(new Health("Healthy", "Drift in versioning."));
        assertThat(ArgoCd.health(STRICT, live())).isEqualTo(new Health("Degraded", "Drift in versioning."));
        assertThat(Flux.status(FLUX, live())).isEqualTo(Flux.Status.Current);
        assertThat(Flux.status(FLUX_STRICT, live())).isEqualTo(Flux.Status.Failed);

        apply("p", "Enforce", VERSIONED);
        assertThat(health().status()).as("right after an edit").isIn("Progressing", "Healthy");
        await("p", s -> s.observedGeneration() == 2 && compliant().test(s));

        assertThat(health().status()).isEqualTo("Healthy");
        assertThat(ArgoCd.health(STRICT, live())).isEqualTo(new Health("Healthy", "Every governed facet matches."));
        assertThat(Flux.status(FLUX_STRICT, live())).isEqualTo(Flux.Status.Current);
    }

    @Test
    void what_nobody_has_looked_at_is_waited_for() {
        stopOperator();
        apply("p", "Audit", VERSIONED);

        assertThat(live().path("status").toString()).isEqualTo("{\"observedGeneration\":-1}");
        assertThat(health().status()).isEqualTo("Progressing");
        assertThat(Flux.status(FLUX, live())).isEqualTo(Flux.Status.InProgress);
        assertThat(Flux.status(FLUX_STRICT, live())).isEqualTo(Flux.Status.InProgress);
        startOperator(java.time.Clock.systemUTC());
    }

    @Test
    void a_bucket_that_is_not_there_is_degraded_and_says_why() {
        apply("p", "it-nowhere-" + NUMBER.get(), "Audit", VERSIONED);
        await("p", s -> s.condition(Condition.Type.Stalled).isPresent());

        assertThat(health().status()).isEqualTo("Degraded");
        assertThat(health().message()).startsWith("There is no bucket named it-nowhere-");
        assertThat(Flux.status(FLUX, live())).isEqualTo(Flux.Status.Failed);
    }

    @Test
    void a_server_that_does_not_answer_is_waited_for() {
        apply("p", "Audit", VERSIONED);
        await("p", ready("Audited"));
        proxy.failAll(bucket, 503, "SlowDown");

        act("reconcile");
        await("p", s -> s.condition(Condition.Type.Reconciling).isPresent());

        assertThat(health().status()).isEqualTo("Progressing");
        assertThat(Flux.status(FLUX, live())).isEqualTo(Flux.Status.InProgress);
    }

    @Test
    void reconcile_leads_to_a_check_now() {
        s3.putBucketVersioning(
                r -> r.bucket(bucket).versioningConfiguration(c -> c.status(BucketVersioningStatus.ENABLED)));
        apply("p", "Audit", VERSIONED);
        await("p", compliant());
        s3.putBucketVersioning(
                r -> r.bucket(bucket).versioningConfiguration(c -> c.status(BucketVersioningStatus.SUSPENDED)));

        var asked = act("reconcile").at("/metadata/annotations").path(S3BucketPolicy.RECONCILE_REQUESTED_AT);

        var checked = await("p", s -> asked.asText().equals(s.lastHandledReconcileAt()));
        assertThat(reason(checked, Condition.Type.Compliant)).isEqualTo("False/DriftDetected");
    }

    @Test
    void pause_holds_also_when_git_is_applied_again_and_resume_ends_it() {
        apply("p", "Enforce", VERSIONED);
        await("p", compliant());
        assertThat(ArgoCd.actions(KIND, live())).containsEntry("pause", false).containsEntry("resume", true);

        act("pause");
        await("p", PAUSED);
        apply("p", "Enforce", VERSIONED);

        assertThat(health())
                .isEqualTo(new Health("Suspended", "No checks and no writes until the annotation is removed."));
        assertThat(ArgoCd.actions(KIND, live())).containsEntry("pause", true).containsEntry("resume", false);
        s3.putBucketVersioning(
                r -> r.bucket(bucket).versioningConfiguration(c -> c.status(BucketVersioningStatus.SUSPENDED)));

        act("resume");
        await("p", PAUSED.negate().and(compliant()));
        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).status()).isEqualTo(BucketVersioningStatus.ENABLED);
        assertThat(live().at("/metadata/annotations").isMissingNode()).isTrue();
        assertThat(health().status()).isEqualTo("Healthy");
    }

    @Test
    void kubectl_waits_on_the_conditions_and_pauses() throws IOException, InterruptedException {
        var kubectl = Kubectl.in(folder);
        apply("p", "Enforce", VERSIONED);

        kubectl.run("wait", "s3bp", "--all", "-n", namespace, "--for=condition=Ready", "--timeout=60s");
        kubectl.run("wait", "s3bp", "--all", "-n", namespace, "--for=condition=Compliant", "--timeout=60s");
        kubectl.run("annotate", "s3bp", "p", "-n", namespace, "bucketwarden.io/paused=true");
        kubectl.run("wait", "s3bp", "p", "-n", namespace, "--for=condition=Paused", "--timeout=60s");
        kubectl.run("annotate", "s3bp", "p", "-n", namespace, "bucketwarden.io/paused-");

        await("p", PAUSED.negate().and(compliant()));
    }

    private Health health() {
        return ArgoCd.health(KIND, live());
    }

    /** Runs an action as Argo CD does: the script's answer becomes a merge patch. */
    private JsonNode act(String action) {
        var was = live();
        var wanted = ArgoCd.act(KIND, action, was);
        resource()
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        ArgoCd.mergePatch(was, wanted).toString());
        return wanted;
    }

    /** As it is stored, and not as this code would read it. */
    private JsonNode live() {
        return new ObjectMapper().valueToTree(resource().get());
    }

    private Resource<GenericKubernetesResource> resource() {
        return kube.genericKubernetesResources("bucketwarden.io/v1alpha1", "S3BucketPolicy")
                .inNamespace(namespace)
                .withName("p");
    }
}
