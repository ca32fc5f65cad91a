package io.bucketwarden.chart;

import com.marcnuri.helm.Helm;
import io.bucketwarden.servers.AuditedCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The chart, installed in a cluster by Helm, and uninstalled when closed. */
final class HelmRelease implements AutoCloseable {

    static final String NAME = "bucketwarden";
    private static final Map<String, String> LABEL = Map.of("app.kubernetes.io/instance", NAME);

    private final AuditedCluster cluster;
    private final String notes;

    /** @param values YAML */
    HelmRelease(AuditedCluster cluster, String values) {
        this(cluster, values, Map.of());
    }

    /**
     * @param values YAML
     * @param set further values, as {@code --set} takes them
     */
    HelmRelease(AuditedCluster cluster, String values, Map<String, String> set) {
        this.cluster = cluster;
        notes = Chart.withFile(values, file -> {
            var install = new Helm(Chart.SOURCE)
                    .install()
                    .withName(NAME)
                    .withNamespace(NAME)
                    .createNamespace()
                    .withKubeConfigContents(cluster.kubeconfig())
                    .withValuesFile(file);
            set.forEach(install::set);
            return install.call().getOutput();
        });
    }

    /** What Helm said at the end. */
    String notes() {
        return notes;
    }

    Deployment deployment() {
        return cluster.admin()
                .apps()
                .deployments()
                .inNamespace(NAME)
                .withName(NAME)
                .require();
    }

    /** What its service account was given, each as verb and resource. */
    Set<String> rights() {
        var rbac = cluster.admin().rbac();
        var rules = Stream.concat(
                        rbac.clusterRoles().withLabels(LABEL).list().getItems().stream(),
                        rbac.roles().inAnyNamespace().withLabels(LABEL).list().getItems().stream())
                .flatMap(HelmRelease::rules);
        var rights = new TreeSet<String>();
        rules.forEach(rule -> rule.getApiGroups()
                .forEach(group -> rule.getResources()
                        .forEach(resource -> rule.getVerbs()
                                .forEach(verb ->
                                        rights.add(verb + " " + (group.isEmpty() ? "" : group + "/") + resource)))));
        return rights;
    }

    private static Stream<PolicyRule> rules(HasMetadata role) {
        return switch (role) {
            case ClusterRole it -> it.getRules().stream();
            case Role it -> it.getRules().stream();
            default -> throw new IllegalArgumentException(role.getKind());
        };
    }

    @Override
    public void close() {
        var _ = Helm.uninstall(NAME)
                .withNamespace(NAME)
                .withKubeConfigContents(cluster.kubeconfig())
                .call();
    }
}
