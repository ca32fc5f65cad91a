package io.bucketwarden;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import io.bucketwarden.operator.BucketRecord;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    /**
     * What can be put back.
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
            BucketRecord.entries(record).forEach((facet, kept) -> {
                var row = RevertRow.of(bucket, facet, kept);
                if ((facets.isEmpty() || facets.contains(facet)) && (policy == null || governs(policy, row))) {
                    rows.add(row);
                }
            });
        }
        rows.sort(Comparator.comparing(RevertRow::bucket).thenComparing(RevertRow::facet));
        return rows;
    }

    /** Asks the operator to put these facets back beside those that are asked for already. */
    void wish(S3BucketPolicy policy, Set<String> facets) {
        var all = new TreeSet<>(facets);
        all.addAll(policy.revertWish().facets());
        resource()
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}"
                                .formatted(S3BucketPolicy.REVERT, facets.isEmpty() ? "all" : String.join(",", all)));
    }

    /** Waits until the status says that all are put back, and tells how each stands then. */
    List<RevertRow> await(List<RevertRow> rows, Duration timeout, Progress progress) {
        var shown = new TreeSet<String>();
        S3BucketPolicy last;
        try {
            last = resource()
                    .waitUntilCondition(
                            policy -> policy != null && areBack(policy, rows, shown, progress),
                            timeout.toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (KubernetesClientTimeoutException e) {
            last = policy();
        }
        var status = status(last);
        return rows.stream().map(row -> told(status, row)).toList();
    }

    private static boolean areBack(S3BucketPolicy policy, List<RevertRow> rows, Set<String> shown, Progress progress) {
        var status = status(policy);
        var back = rows.stream().filter(row -> told(status, row).isBack()).toList();
        back.forEach(row -> {
            var what = row.bucket() + " " + row.facet();
            if (shown.add(what)) {
                progress.looksAt(what);
            }
        });
        return back.size() == rows.size();
    }

    private static RevertRow told(S3BucketPolicyStatus status, RevertRow row) {
        var bucket = bucket(status, row);
        if (bucket.isEmpty()) {
            // The status lists the worst ones; what it has no room for is as it should be once everything is.
            var ready = status.condition(Condition.Type.Ready).filter(Condition::isTrue);
            return Boolean.TRUE.equals(status.bucketsTruncated()) && ready.isPresent()
                    ? row.with(RevertRow.REVERTED, null)
                    : row.with("NotListed", "the status of the policy does not list the bucket");
        }
        var facet = bucket.get().facet(row.facet());
        var state = facet.map(FacetStatus::state)
                .orElse(
                        bucket.get().compliantFacets().contains(row.facet())
                                ? FacetState.Compliant
                                : FacetState.Unknown);
        return row.with(state.name(), facet.map(FacetStatus::message).orElse(null));
    }

    private boolean governs(S3BucketPolicy policy, RevertRow row) {
        return bucket(status(policy), row)
                .map(bucket -> {
                    var state = bucket.facetStates().get(row.facet());
                    return state != null && state != FacetState.Superseded;
                })
                .orElseGet(() -> row.policy().equals(namespace + "/" + name));
    }

    private static Optional<BucketStatus> bucket(S3BucketPolicyStatus status, RevertRow row) {
        return status.buckets().stream()
                .filter(bucket -> bucket.name().equals(row.bucket())
                        && Objects.requireNonNullElse(bucket.accountId(), "").equals(row.account()))
                .findFirst();
    }

    private static S3BucketPolicyStatus status(@Nullable S3BucketPolicy policy) {
        return policy == null || policy.getStatus() == null ? S3BucketPolicyStatus.NONE : policy.getStatus();
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
