package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the operator found and did. Times are RFC 3339 in UTC, to the second. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonDeserialize(using = StatusDeserializer.class)
public record S3BucketPolicyStatus(
        @Nullable Long observedGeneration,
        @Nullable String target,
        @Nullable Mode mode,
        @Nullable Summary summary,
        List<BucketStatus> buckets,
        @Nullable Boolean bucketsTruncated,
        @Nullable String lastCheckTime,
        @Nullable String lastHandledReconcileAt,
        List<Condition> conditions) {

    /** Lists are never null, so that an empty one that the API server left out is still equal to itself. */
    public S3BucketPolicyStatus {
        buckets = orEmpty(buckets);
        conditions = orEmpty(conditions);
    }

    /** At most this many buckets are listed; all are counted in the summary. */
    public static final int MAX_BUCKETS = 100;

    /** Nothing seen yet. */
    public static final S3BucketPolicyStatus NONE =
            new S3BucketPolicyStatus(null, null, null, null, List.of(), null, null, null, List.of());

    /** Counts over all buckets of the policy; {@code drifts} counts differences, not buckets. */
    public record Summary(int buckets, int compliant, int drifted, int unknown, int exempt, int drifts) {
        public static final Summary NONE = new Summary(0, 0, 0, 0, 0, 0);
    }

    /** One bucket: what complies, and in detail what does not. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BucketStatus(
            String name,
            @Nullable String region,
            @Nullable String accountId,
            Condition.@Nullable Status compliant,
            List<String> compliantFacets,
            List<FacetStatus> facets) {

        public BucketStatus {
            compliantFacets = orEmpty(compliantFacets);
            facets = orEmpty(facets);
        }
    }

    /** One facet that is not compliant. {@code since} moves only when the state's meaning changes. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FacetStatus(
            String name,
            FacetState state,
            @Nullable String since,
            List<Drift> drifts,
            @Nullable String message,
            @Nullable ChangedBy changedBy) {

        public FacetStatus {
            drifts = orEmpty(drifts);
        }
    }

    /** Who caused a drift, from CloudTrail. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ChangedBy(
            @Nullable String principal,
            @Nullable String sourceIp,
            @Nullable String eventName,
            @Nullable String eventId,
            @Nullable String time) {}

    public Optional<Condition> condition(Condition.Type type) {
        return conditions.stream().filter(c -> c.type() == type).findFirst();
    }

    /** What is known of each facet, by name. A policy with several buckets has the worst of them. */
    public Map<String, FacetState> facetStates() {
        var states = new HashMap<String, FacetState>();
        for (var bucket : buckets) {
            bucket.compliantFacets().forEach(facet -> states.putIfAbsent(facet, FacetState.Compliant));
            bucket.facets().forEach(facet -> states.put(facet.name(), facet.state()));
        }
        return states;
    }

    public S3BucketPolicyStatus withBuckets(List<BucketStatus> others) {
        return new S3BucketPolicyStatus(
                observedGeneration,
                target,
                mode,
                summary,
                others,
                bucketsTruncated,
                lastCheckTime,
                lastHandledReconcileAt,
                conditions);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    public S3BucketPolicyStatus withLastCheckTime(@Nullable String time) {
        return new S3BucketPolicyStatus(
                observedGeneration,
                target,
                mode,
                summary,
                buckets,
                bucketsTruncated,
                time,
                lastHandledReconcileAt,
                conditions);
    }
}
