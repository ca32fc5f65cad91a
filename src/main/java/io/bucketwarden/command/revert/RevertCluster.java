package io.bucketwarden.command.revert;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.command.Progress;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.operator.records.BucketRecord;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.undo.Kept;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The policy, the records, and the wish to put facets back, in the cluster of the kubeconfig.
 *
 * @param notices is told of what looks like a record and is none; more than once if it is come upon again
 */
record RevertCluster(
        KubernetesClient client, String namespace, String name, String recordNamespace, Consumer<String> notices) {

    @Nullable
    S3BucketPolicy policy() {
        return resource().get();
    }

    /** Whether there can be policies at all; the answer for one that is not there is the same where there cannot. */
    boolean knowsPolicies() {
        return client.supports(S3BucketPolicy.class);
    }

    URL server() {
        return client.getMasterUrl();
    }

    /**
     * What can be put back. What was kept and cannot be read is a row, too, of state {@code Failed}.
     *
     * @param policy null when it is gone; then everything of the named buckets can
     * @param facets those asked for; empty for all
     * @param buckets those asked for; empty for all of the policy
     */
    List<RevertRow> rows(@Nullable S3BucketPolicy policy, Set<String> facets, Set<String> buckets) {
        var rows = new ArrayList<RevertRow>();
        for (var record : records(policy, buckets)) {
            var bucket = BucketRecord.bucket(record).orElse(null);
            if (bucket == null || !BucketRecord.isInItsPlace(record)) {
                notices.accept(
                        "ConfigMap " + recordNamespace + "/"
                                + record.getMetadata().getName()
                                + " is ignored: it is labelled as a record, but its name is not"
                                + " the one of the account and bucket in its annotations. Find out who wrote it, and remove it.");
                continue;
            }
            if (!buckets.isEmpty() && !buckets.contains(bucket.name())) {
                continue;
            }
            Objects.requireNonNullElse(record.getData(), Map.<String, String>of())
                    .forEach((facet, json) -> {
                        if (facets.isEmpty() || facets.contains(facet)) {
                            var row = row(record, bucket, facet, json);
                            if (policy == null || governs(policy, row)) {
                                rows.add(row);
                            }
                        }
                    });
        }
        rows.sort(Comparator.comparing(RevertRow::bucket).thenComparing(RevertRow::facet));
        return RevertRow.opening(rows);
    }

    private RevertRow row(ConfigMap record, BucketId bucket, String facet, String json) {
        try {
            return RevertRow.of(bucket, facet, Kept.parse(json));
        } catch (CallFailed e) {
            var where = recordNamespace + "/" + record.getMetadata().getName();
            return RevertRow.unreadable(bucket, facet, "ConfigMap " + where + ", entry " + facet + ": " + e.text());
        }
    }

    /**
     * Asks the operator to put these facets back beside those that are asked for already, and for a look at once.
     *
     * @return what the status repeats when the operator has looked
     */
    String wish(S3BucketPolicy policy, Set<String> facets) {
        var all = new TreeSet<>(facets);
        all.addAll(policy.revertWish().facets());
        var request = Instant.now().toString();
        resource()
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"%s\":\"%s\",\"%s\":\"%s\"}}}"
                                .formatted(
                                        S3BucketPolicy.REVERT,
                                        facets.isEmpty() ? "all" : String.join(",", all),
                                        S3BucketPolicy.RECONCILE_REQUESTED_AT,
                                        request));
        return request;
    }

    /**
     * Waits until the status says that all are put back, and tells how each stands then.
     *
     * @param request what {@link #wish} returned
     */
    List<RevertRow> await(List<RevertRow> rows, String request, Duration timeout, Progress progress) {
        var shown = new TreeSet<String>();
        S3BucketPolicy last;
        try {
            last = resource()
                    .waitUntilCondition(
                            policy -> isOver(RevertAnswer.of(policy, request), rows, shown, progress),
                            timeout.toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (KubernetesClientTimeoutException e) {
            last = policy();
        }
        var answer = RevertAnswer.of(last, request);
        return rows.stream().map(answer::told).toList();
    }

    private static boolean isOver(RevertAnswer answer, List<RevertRow> rows, Set<String> shown, Progress progress) {
        rows.stream()
                .filter(row -> answer.told(row).isBack())
                .map(row -> row.bucket() + " " + row.facet())
                .filter(shown::add)
                .forEach(progress::looksAt);
        return answer.isFinal(rows);
    }

    private boolean governs(S3BucketPolicy policy, RevertRow row) {
        return RevertAnswer.bucket(RevertAnswer.statusOf(policy), row)
                .map(bucket -> {
                    var state = bucket.facetStates().get(row.facet());
                    return state != null && state != FacetState.Superseded;
                })
                .orElseGet(() -> row.kept() == null
                        ? row.bucket().equals(policy.getSpec().bucketName())
                        : row.policy().equals(namespace + "/" + name));
    }

    /** Those of the buckets that are named somewhere, if any are; a cluster may have very many records. */
    private List<ConfigMap> records(@Nullable S3BucketPolicy policy, Set<String> buckets) {
        var named = new TreeSet<>(buckets);
        if (named.isEmpty() && policy != null && policy.getSpec().bucketName() != null) {
            named.add(policy.getSpec().bucketName());
        }
        var all = client.configMaps().inNamespace(recordNamespace).withLabels(BucketRecord.LABELS);
        var chosen = named.isEmpty() || !named.stream().allMatch(BucketRecord::isLabel)
                ? all
                : all.withLabelIn(BucketRecord.BUCKET_LABEL, named.toArray(String[]::new));
        return chosen.list().getItems();
    }

    private Resource<S3BucketPolicy> resource() {
        return client.resources(S3BucketPolicy.class).inNamespace(namespace).withName(name);
    }
}
