package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketGrant;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The grants of the cluster and the labels of its namespaces, as last seen. */
final class Tenancy implements AutoCloseable {

    private final KubernetesClient client;
    private final boolean required;
    private volatile @Nullable SharedIndexInformer<S3BucketGrant> grants;
    private volatile @Nullable SharedIndexInformer<Namespace> namespaces;

    /** @param required whether grants are required; neither grants nor namespaces are watched where they are not */
    Tenancy(KubernetesClient client, boolean required) {
        this.client = client;
        this.required = required;
    }

    /**
     * Returns once everything has been seen.
     *
     * @param changed hears that something changed
     */
    void start(Runnable changed) {
        if (required) {
            grants = client.resources(S3BucketGrant.class).inform(heard(changed));
            namespaces = client.namespaces().inform(heard(changed));
        }
    }

    /** Every grant; null where none is required. */
    @Nullable
    Collection<S3BucketGrant> grants() {
        if (!required) {
            return null;
        }
        var seen = grants;
        return seen == null ? List.of() : seen.getStore().list();
    }

    /** The labels of each namespace. */
    Map<String, Map<String, String>> namespaces() {
        var labels = new HashMap<String, Map<String, String>>();
        var seen = namespaces;
        for (var namespace :
                seen == null ? List.<Namespace>of() : seen.getStore().list()) {
            labels.put(namespace.getMetadata().getName(), labels(namespace));
        }
        return labels;
    }

    /** The labels of one namespace; null when it is not known. */
    @Nullable
    Map<String, String> labels(String name) {
        var seen = namespaces;
        var namespace = seen == null ? null : seen.getStore().getByKey(name);
        return namespace == null ? null : labels(namespace);
    }

    private static Map<String, String> labels(Namespace namespace) {
        return Objects.requireNonNullElse(namespace.getMetadata().getLabels(), Map.of());
    }

    @Override
    public void close() {
        Stream.of(Optional.ofNullable(grants), Optional.ofNullable(namespaces))
                .flatMap(Optional::stream)
                .forEach(SharedIndexInformer::close);
    }

    private static <T> ResourceEventHandler<T> heard(Runnable changed) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T added) {
                changed.run();
            }

            @Override
            public void onUpdate(T before, T after) {
                changed.run();
            }

            @Override
            public void onDelete(T deleted, boolean finalStateUnknown) {
                changed.run();
            }
        };
    }
}
