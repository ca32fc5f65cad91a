package io.bucketwarden.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.chart.Matrix.Combination;
import io.bucketwarden.servers.TestCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart makes of values, before a real API server. */
class ChartApplyIT {

    /** Most manifests are the same in most combinations. */
    private static final Set<String> TAKEN = ConcurrentHashMap.newKeySet();

    /** In place of the release's, where another test may have installed the same objects. */
    private static final String NAMESPACE = "chart";

    private static KubernetesClient kube;

    @BeforeAll
    static void cluster() {
        Chart.assumeRenderable();
        var cluster = TestCluster.get();
        kube = cluster.admin();
        List.of(NAMESPACE, "storage", "payments", "records").forEach(cluster::namespace);
        kube.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("restricted")
                        .withLabels(Map.of("pod-security.kubernetes.io/enforce", "restricted"))
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    static Stream<Combination> combinations() {
        return Matrix.all();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void the_api_server_takes_every_manifest(Combination combination) {
        var manifests = combination.render().stream()
                // Kinds of the Prometheus Operator, which is not installed here; their types are checked all the same.
                .filter(manifest -> !manifest.startsWith("apiVersion: monitoring.coreos.com/"))
                .toList();

        assertThat(manifests)
                .isNotEmpty()
                .allSatisfy(manifest -> assertThat(dryRun(manifest)).isNotNull());
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void a_pod_of_it_meets_the_restricted_standard(Combination combination) {
        var pod = pod(combination);

        assertThat(kube.resource(pod).dryRun(true).create()).isNotNull();
    }

    @Test
    void a_pod_that_runs_as_root_would_be_refused() {
        var pod = pod(Matrix.of("default"));
        pod.getSpec().getSecurityContext().setRunAsUser(0L);

        assertThatThrownBy(() -> kube.resource(pod).dryRun(true).create()).hasMessageContaining("restricted");
    }

    @Test
    void a_field_that_no_api_knows_would_be_refused() {
        var manifest = Matrix.of("default").render().stream()
                .filter(one -> one.contains("kind: NetworkPolicy"))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> dryRun(manifest.replace("policyTypes:", "policyType:")))
                .hasMessageContaining("policyType");
    }

    private static GenericKubernetesResource dryRun(String manifest) {
        var object = Serialization.unmarshal(manifest, GenericKubernetesResource.class);
        if ("bucketwarden".equals(object.getMetadata().getNamespace())) {
            object.getMetadata().setNamespace(NAMESPACE);
        }
        return kube.resource(object)
                .dryRun(true)
                .fieldValidation(Validation.STRICT)
                .fieldManager("chart")
                .forceConflicts()
                .serverSideApply();
    }

    private static Pod pod(Combination combination) {
        var template = ChartTest.one(Deployment.class, StrictTypes.parse(combination.render()))
                .getSpec()
                .getTemplate();
        return new PodBuilder()
                .withNewMetadata()
                .withName("operator")
                .withNamespace("restricted")
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
    }
}
