package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketGrant;
import io.bucketwarden.fleet.Grants;
import io.fabric8.kubernetes.api.model.HasMetadata;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The grants of the cluster and the labels of its namespaces, as last seen. */
final class Tenancy implements AutoCloseable {

    private record Compiled(String version, Map<String, Grants> byNamespace) {}

    private static final Logger LOG = LoggerFactory.getLogger(Tenancy.class);

    private final KubernetesClient client;
    private final boolean required;
    private volatile Compiled compiled = new Compiled("", new ConcurrentHashMap<>());
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
     * @param blind hears that grants or namespaces cannot be watched any more, so that a revoked grant would go unseen
     */
    void start(Runnable changed, Consumer<Throwable> blind) {
        if (required) {
            grants = watched(client.resources(S3BucketGrant.class).inform(heard(changed)), blind);
            namespaces = watched(client.namespaces().inform(heard(changed)), blind);
        }
    }

    boolean isRequired() {
        return required;
    }

    /** What the API server is not being listened to about; empty when it is about all of it. */
    Optional<Class<? extends HasMetadata>> unwatched() {
        if (!required || (isWatching(grants) && isWatching(namespaces))) {
            return Optional.empty();
        }
        return Optional.of(isWatching(grants) ? Namespace.class : S3BucketGrant.class);
    }

    private static boolean isWatching(@Nullable SharedIndexInformer<?> informer) {
        return informer != null && informer.isWatching();
    }

    private static <T> SharedIndexInformer<T> watched(SharedIndexInformer<T> informer, Consumer<Throwable> blind) {
        var _ = informer.stopped().whenComplete((done, why) -> {
            if (why != null) {
                blind.accept(why);
            }
        });
        return informer;
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

    /** What a namespace is granted this very moment. */
    Grants grantsOf(String name) {
        if (!required) {
            return Grants.everything();
        }
        // Read before the grants, so that older ones are never kept under it.
        var version = versions();
        var known = compiled;
        if (!known.version().equals(version)) {
            known = new Compiled(version, new ConcurrentHashMap<>());
            compiled = known;
        }
        return known.byNamespace()
                .computeIfAbsent(name, namespace -> Grants.of(Objects.requireNonNull(grants()), labels(namespace)));
    }

    /** Changes with every grant and namespace that is seen. */
    private String versions() {
        return Stream.of(Optional.ofNullable(grants), Optional.ofNullable(namespaces))
                .map(informer -> informer.map(SharedIndexInformer::lastSyncResourceVersion)
                        .orElse(""))
                .collect(Collectors.joining("/"));
    }

    private @Nullable Map<String, String> labels(String name) {
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
                warn(added);
                changed.run();
            }

            @Override
            public void onUpdate(T before, T after) {
                warn(after);
                changed.run();
            }

            @Override
            public void onDelete(T deleted, boolean finalStateUnknown) {
                changed.run();
            }
        };
    }

    /** A grant has no status to say so in. */
    private static void warn(Object seen) {
        if (seen instanceof S3BucketGrant grant
                && grant.getSpec() != null
                && grant.getSpec().unreadable() != null) {
            LOG.warn(
                    "The grant {} grants nothing: {}",
                    grant.getMetadata().getName(),
                    grant.getSpec().unreadable());
        }
    }
}
