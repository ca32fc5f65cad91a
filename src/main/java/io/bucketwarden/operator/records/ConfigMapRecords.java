package io.bucketwarden.operator.records;

import io.bucketwarden.api.Reason;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.undo.Kept;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Records in the operator's own namespace, where no tenant writes. Which entries there are is remembered, so that only a
 * first write, and a bucket that is put back, cost calls; nothing is listed or watched.
 */
public final class ConfigMapRecords implements Records {

    /** Somebody waits for a write; better to say soon that it is not made. */
    private static final int PATIENCE_MILLIS = 2_000;

    private static final int RETRIES = 1;
    private static final int ATTEMPTS = 5;

    private final KubernetesClient client;
    private final String namespace;
    private final Map<BucketId, Map<String, Knowledge>> known = new ConcurrentHashMap<>();

    /**
     * Records in one namespace.
     *
     * @param namespace null for that of the pod or the kubeconfig
     */
    public ConfigMapRecords(KubernetesClient client, @Nullable String namespace) {
        this.namespace =
                Objects.requireNonNullElse(namespace, Objects.requireNonNullElse(client.getNamespace(), "default"));
        this.client = client.newClient(
                        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                                .withRequestTimeout(PATIENCE_MILLIS)
                                .withRequestRetryBackoffLimit(RETRIES)
                                .build())
                .adapt(KubernetesClient.class);
    }

    @Override
    public Knowledge known(BucketId bucket, String facet) {
        var facets = known.get(bucket);
        return facets == null ? Knowledge.NotAsked : facets.getOrDefault(facet, Knowledge.NothingKept);
    }

    @Override
    public void recall(BucketId bucket) {
        know(bucket, get(bucket));
    }

    @Override
    public Map<String, Kept> of(BucketId bucket) {
        var found = get(bucket);
        know(bucket, found);
        return found == null ? Map.of() : BucketRecord.entries(found);
    }

    @Override
    public void add(BucketId bucket, Map<String, Kept> entries) {
        change(bucket, record -> BucketRecord.with(record, new TreeMap<>(entries)));
    }

    @Override
    public void mark(BucketId bucket, Map<String, Kept.Reverted> marks) {
        change(bucket, record -> BucketRecord.marked(record, marks));
    }

    @Override
    public void unmark(BucketId bucket, Set<String> facets) {
        change(bucket, record -> BucketRecord.unmarked(record, facets));
    }

    private void change(BucketId bucket, UnaryOperator<ConfigMap> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var found = get(bucket);
            var before = found == null ? BucketRecord.empty(bucket, namespace) : found;
            var record = change.apply(before);
            if (record.equals(before) || store(record, found)) {
                know(bucket, record);
                return;
            }
        }
        throw new CallFailed(
                Reason.CheckFailed, "somebody else keeps writing ConfigMap " + name(bucket) + " at the same time");
    }

    @Override
    public void forget(BucketId bucket) {
        known.keySet().removeIf(one -> one.name().equals(bucket.name()));
    }

    private void know(BucketId bucket, @Nullable ConfigMap record) {
        known.put(bucket, record == null ? Map.of() : BucketRecord.known(record));
    }

    private @Nullable ConfigMap get(BucketId bucket) {
        var found = asking(
                "get",
                bucket,
                () -> client.configMaps()
                        .inNamespace(namespace)
                        .withName(BucketRecord.name(bucket))
                        .get());
        if (found != null && !BucketRecord.bucket(found).filter(bucket::equals).isPresent()) {
            throw new CallFailed(
                    Reason.CheckFailed,
                    "ConfigMap " + name(bucket) + " says by its annotations that it is the record of another bucket."
                            + " Remove it, or put its annotations right");
        }
        return found;
    }

    /** Returns whether it is stored; not when somebody else was faster. */
    private boolean store(ConfigMap record, @Nullable ConfigMap found) {
        var resource = client.configMaps().inNamespace(namespace).resource(record);
        try {
            if (found == null) {
                resource.create();
            } else {
                resource.lockResourceVersion(found.getMetadata().getResourceVersion())
                        .update();
            }
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw failed(
                    found == null ? "create" : "update", record.getMetadata().getName(), e);
        }
    }

    private <T> T asking(String verb, BucketId bucket, Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            throw failed(verb, BucketRecord.name(bucket), e);
        }
    }

    private CallFailed failed(String verb, String name, KubernetesClientException e) {
        var what = "ConfigMap " + namespace + "/" + name;
        var why =
                switch (e.getCode()) {
                    case HttpURLConnection.HTTP_FORBIDDEN ->
                        "the operator may not " + verb + " " + what + ". Allow its service account the verb " + verb
                                + " on configmaps in namespace " + namespace + " (Role bucketwarden-records)";
                    case HttpURLConnection.HTTP_NOT_FOUND ->
                        "there is no namespace " + namespace
                                + ". Name another with --record-namespace (BUCKETWARDEN_RECORD_NAMESPACE)";
                    default -> "the API server gave no answer to " + verb + " " + what + ": " + reason(e);
                };
        return new CallFailed(Reason.CheckFailed, why, e);
    }

    /** The innermost one says why; those around it say that there is one. */
    private static String reason(KubernetesClientException e) {
        if (e.getStatus() != null && e.getStatus().getMessage() != null) {
            return e.getStatus().getMessage();
        }
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private String name(BucketId bucket) {
        return namespace + "/" + BucketRecord.name(bucket);
    }
}
