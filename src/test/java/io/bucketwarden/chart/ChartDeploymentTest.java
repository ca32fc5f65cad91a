package io.bucketwarden.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the chart has the operator run. */
class ChartDeploymentTest {

    @BeforeAll
    static void helm() {
        Chart.assumeRenderable();
    }

    @ParameterizedTest
    @CsvSource({
        "default,         bucketwarden:0.1.0-SNAPSHOT",
        "image-by-tag,    registry.example/bucketwarden:1.2.3",
        "image-by-digest, registry.example:5000/team/bucketwarden@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    })
    void the_image_is_the_one_that_was_named(String combination, String image) {
        assertThat(container(combination).getImage()).isEqualTo(image);
    }

    @Test
    void several_replicas_spread_and_are_not_evicted_together() {
        var deployment = deployment("two-replicas");
        var pod = deployment.getSpec().getTemplate().getSpec();

        assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("RollingUpdate");
        assertThat(pod.getTopologySpreadConstraints()).hasSize(1);
        assertThat(budgets("two-replicas"))
                .singleElement()
                .satisfies(budget -> assertThat(
                                budget.getSpec().getMaxUnavailable().getIntVal())
                        .isEqualTo(1));
        assertThat(budgets("two-replicas-without-budget")).isEmpty();
    }

    @Test
    void one_replica_is_gone_before_the_next_one_writes() {
        assertThat(deployment("default").getSpec().getStrategy().getType()).isEqualTo("Recreate");
        assertThat(budgets("default")).isEmpty();
    }

    /** Others may come beside one at any time: by kubectl scale, or by a value while it still runs. */
    @ParameterizedTest
    @ValueSource(strings = {"default", "two-replicas", "no-replica", "namespaces-and-replicas"})
    void however_many_there_are_one_lease_says_who_writes(String combination) {
        assertThat(setting(combination, "BUCKETWARDEN_LEADER_ELECTION")).isEqualTo("true");
        assertThat(setting(combination, "BUCKETWARDEN_LEASE_NAME")).isEqualTo("bucketwarden");
        assertThat(setting(combination, "BUCKETWARDEN_LEASE_NAMESPACE")).isNotNull();
        assertThat(ChartTest.all(Role.class, Matrix.of(combination).render()))
                .flatExtracting(Role::getRules)
                .anyMatch(rule -> rule.getResourceNames().equals(List.of("bucketwarden"))
                        && rule.getResources().equals(List.of("leases")));
    }

    /** Readiness takes nothing from an operator, so it may be asked of the port that strangers can fill. */
    @Test
    void it_is_alive_while_connections_are_accepted_and_ready_when_it_says_so() {
        assertThat(container("default").getLivenessProbe().getTcpSocket().getPort())
                .isEqualTo(new IntOrString("management"));
        assertThat(container("default").getLivenessProbe().getHttpGet()).isNull();
        assertThat(container("default").getReadinessProbe().getHttpGet().getPath())
                .isEqualTo("/readyz");
    }

    @Test
    void a_role_is_an_annotation_of_the_service_account_and_pod_identity_needs_none() {
        assertThat(serviceAccount("irsa").getMetadata().getAnnotations())
                .containsEntry("eks.amazonaws.com/role-arn", "arn:aws:iam::123456789012:role/bucketwarden")
                .containsEntry("eks.amazonaws.com/sts-regional-endpoints", "true");
        assertThat(serviceAccount("default").getMetadata().getAnnotations()).isNullOrEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "endpoint-ca-inline,     bucketwarden-ca-bundle, ca.crt",
        "endpoint-ca-config-map, company-ca,             bundle.pem",
        "endpoint-ca-secret,     company-ca,             ca.crt",
    })
    void certificates_are_mounted_where_the_operator_looks_for_them(String combination, String from, String key) {
        var pod = pod(combination);
        var volume = pod.getVolumes().stream()
                .filter(one -> one.getName().equals("ca-bundle"))
                .findFirst()
                .orElseThrow();
        var items = volume.getSecret() != null
                ? volume.getSecret().getItems()
                : volume.getConfigMap().getItems();

        assertThat(
                        volume.getSecret() != null
                                ? volume.getSecret().getSecretName()
                                : volume.getConfigMap().getName())
                .isEqualTo(from);
        assertThat(items).singleElement().satisfies(item -> {
            assertThat(item.getKey()).isEqualTo(key);
            assertThat(setting(combination, "BUCKETWARDEN_CA_BUNDLE"))
                    .isEqualTo("/etc/bucketwarden/ca/" + item.getPath());
        });
        assertThat(container(combination).getVolumeMounts())
                .anyMatch(mount -> mount.getName().equals("ca-bundle")
                        && mount.getMountPath().equals("/etc/bucketwarden/ca")
                        && mount.getReadOnly());
    }

    @Test
    void other_certificates_make_another_pod() {
        var one = Chart.asInstalled().render("caBundle: {inline: '-----BEGIN CERTIFICATE----- a'}");
        var other = Chart.asInstalled().render("caBundle: {inline: '-----BEGIN CERTIFICATE----- b'}");

        assertThat(annotation(one)).isNotNull().isNotEqualTo(annotation(other));
    }

    @ParameterizedTest
    @CsvSource({
        "default,              '53,53,443,6443,8443,16443,80'",
        "endpoint-plain-http,  '53,53,443,6443,8443,16443,9000,80'",
        "endpoint-on-port-80,  '53,53,443,6443,8443,16443,80,80'",
        "endpoint-ca-inline,   '53,53,443,6443,8443,16443,9443,80'",
        "every-setting,        '53,53,443,6443,8443,16443,9324,9000,80'",
        "pod-identity-only,    '53,53,443,80'",
        "ingress-only,         ''",
    })
    void the_operator_reaches_what_it_was_told_of_and_nothing_else(String combination, String ports) {
        var policy = ChartTest.one(
                NetworkPolicy.class, StrictTypes.parse(Matrix.of(combination).render()));

        var open = policy.getSpec().getEgress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .map(port -> String.valueOf(port.getPort().getIntVal()))
                .toList();
        assertThat(String.join(",", open)).isEqualTo(ports);
        assertThat(policy.getSpec().getPolicyTypes().contains("Egress")).isEqualTo(!ports.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "endpoint-on-port-80", "pod-identity-only"})
    void credentials_of_the_node_are_not_reached_unless_they_are_asked_for(String combination) {
        assertThat(onPort80(combination))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.getTo())
                        .as("port 80 is where the metadata of the instance are")
                        .isNotEmpty()
                        .noneMatch(peer -> peer.getIpBlock() != null && reachesMetadata(peer.getIpBlock())));
        assertThat(onPort80("node-credentials").getFirst().getTo())
                .anyMatch(peer -> reachesMetadata(peer.getIpBlock()));
    }

    @Test
    void an_endpoint_on_port_80_is_reached_in_the_cluster_and_outside() {
        var peers = onPort80("endpoint-on-port-80").getFirst().getTo();

        assertThat(peers).anyMatch(peer -> peer.getNamespaceSelector() != null);
        assertThat(peers)
                .filteredOn(peer -> peer.getIpBlock() != null)
                .extracting(peer -> peer.getIpBlock().getCidr())
                .containsExactly("0.0.0.0/0", "::/0");
    }

    private static List<NetworkPolicyEgressRule> onPort80(String combination) {
        return ChartTest.one(
                        NetworkPolicy.class,
                        StrictTypes.parse(Matrix.of(combination).render()))
                .getSpec()
                .getEgress()
                .stream()
                .filter(rule -> rule.getPorts().stream()
                        .anyMatch(port -> Objects.equals(port.getPort().getIntVal(), 80)))
                .toList();
    }

    private static boolean reachesMetadata(IPBlock block) {
        var all = Set.of("0.0.0.0/0", "::/0").contains(block.getCidr());
        return Set.of("169.254.169.254/32", "fd00:ec2::254/128").contains(block.getCidr())
                || all && Collections.disjoint(block.getExcept(), Set.of("169.254.0.0/16", "fd00:ec2::/32"));
    }

    @Test
    void only_whom_the_values_name_reaches_the_page() {
        var rules = ChartTest.one(
                        NetworkPolicy.class, StrictTypes.parse(Matrix.of("page").render()))
                .getSpec()
                .getIngress();

        assertThat(rules).hasSize(2);
        assertThat(rules.getFirst().getFrom()).isEmpty();
        assertThat(rules.getLast().getPorts().getFirst().getPort().getStrVal()).isEqualTo("page");
        assertThat(rules.getLast().getFrom()).hasSize(1);
    }

    private static String annotation(List<String> manifests) {
        return ChartTest.one(Deployment.class, StrictTypes.parse(manifests))
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations()
                .get("checksum/ca-bundle");
    }

    private static List<PodDisruptionBudget> budgets(String combination) {
        return ChartTest.all(PodDisruptionBudget.class, Matrix.of(combination).render());
    }

    private static ServiceAccount serviceAccount(String combination) {
        return ChartTest.one(
                ServiceAccount.class, StrictTypes.parse(Matrix.of(combination).render()));
    }

    private static Deployment deployment(String combination) {
        return ChartTest.one(
                Deployment.class, StrictTypes.parse(Matrix.of(combination).render()));
    }

    private static PodSpec pod(String combination) {
        return deployment(combination).getSpec().getTemplate().getSpec();
    }

    private static Container container(String combination) {
        return pod(combination).getContainers().getFirst();
    }

    /** Null where it is not set. */
    private static String setting(String combination, String variable) {
        return container(combination).getEnv().stream()
                .filter(one -> one.getName().equals(variable))
                .map(one -> Objects.toString(one.getValue(), ""))
                .findFirst()
                .orElse(null);
    }
}
