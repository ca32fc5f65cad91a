package io.bucketwarden.command.report;

import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.command.ClusterFailure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a report is made of from a cluster.
 *
 * @param namespace null for all
 */
record ReportCluster(KubernetesClient client, @Nullable String namespace) {

    /** Each may be some hundred kilobytes. */
    private static final long AT_ONCE = 50;

    /** @throws KubernetesClientException when the policies cannot be read */
    ReportResources read() {
        var resources = new ReportResources();
        list(S3BucketPolicy.class, resources, resources.policies());
        try {
            list(S3BucketAccess.class, resources, resources.accesses());
        } catch (KubernetesClientException e) {
            resources.gap(
                    "Who uses the buckets could not be read. " + ClusterFailure.explain(e, client.getMasterUrl()));
        }
        return resources;
    }

    private <T extends HasMetadata> void list(Class<T> type, ReportResources resources, List<T> to) {
        var all = client.genericKubernetesResources(ResourceDefinitionContext.fromResourceType(type));
        var where = namespace == null ? all.inAnyNamespace() : all.inNamespace(namespace);
        String next = null;
        do {
            var page = where.list(new ListOptionsBuilder()
                    .withLimit(AT_ONCE)
                    .withContinue(next)
                    .build());
            for (var resource : page.getItems()) {
                forget(resource);
                resources.add(resource, type, to);
            }
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
    }

    /** What the operator remembers is long, and nothing of it is shown. */
    private static void forget(GenericKubernetesResource resource) {
        if (resource.getAdditionalProperties().get("status") instanceof Map<?, ?> status) {
            status.remove("memory");
        }
    }
}
