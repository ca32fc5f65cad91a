package io.bucketwarden.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Manifests as their types, which refuse fields that they do not have. */
final class StrictTypes {

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Stream.of(
                    ClusterRole.class,
                    ClusterRoleBinding.class,
                    ConfigMap.class,
                    CustomResourceDefinition.class,
                    Deployment.class,
                    Namespace.class,
                    NetworkPolicy.class,
                    PodDisruptionBudget.class,
                    PrometheusRule.class,
                    Role.class,
                    RoleBinding.class,
                    Service.class,
                    ServiceAccount.class,
                    ServiceMonitor.class)
            .collect(Collectors.toMap(
                    type -> HasMetadata.getApiVersion(type) + " " + HasMetadata.getKind(type), Function.identity()));

    /** The types keep what they do not know; without that they refuse it. */
    private static final ObjectMapper YAML = new YAMLMapper().setAnnotationIntrospector(new KnownFieldsOnly());

    @SuppressWarnings("serial") // Nobody serializes it.
    private static final class KnownFieldsOnly extends JacksonAnnotationIntrospector {
        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }

    private StrictTypes() {}

    static List<HasMetadata> parse(List<String> manifests) {
        return manifests.stream().map(StrictTypes::parse).toList();
    }

    static HasMetadata parse(String manifest) {
        try {
            var tree = YAML.readTree(manifest);
            var kind =
                    tree.path("apiVersion").asText() + " " + tree.path("kind").asText();
            return YAML.treeToValue(tree, Objects.requireNonNull(KINDS.get(kind), "unexpected kind " + kind));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getMessage() + " in\n" + manifest, e);
        }
    }
}
