package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the operator found and did. Times are RFC 3339 in UTC, to the second. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonDeserialize(using = StatusDeserializer.class)
public record S3BucketPolicyStatus(
        @JsonPropertyDescription("Generation of the spec that this status is about; -1 until it is seen.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("The bucket, or how many.") @Nullable
        String target,

        @JsonPropertyDescription("The mode of the last look.") @Nullable
        Mode mode,

        @JsonPropertyDescription("Counts over all buckets of the policy.") @Nullable
        Summary summary,

        @JsonPropertyDescription("Each bucket, worst first, at most 100.")
        List<BucketStatus> buckets,

        @JsonPropertyDescription("Whether there are more buckets than are listed.") @Nullable
        Boolean bucketsTruncated,

        @JsonPropertyDescription("The check that last changed something in this status.") @Nullable
        String lastCheckTime,

        @JsonPropertyDescription("Value of the reconcile-requested-at annotation that was acted upon last.") @Nullable
        String lastHandledReconcileAt,

        @JsonPropertyDescription(
                "Accepted, Ready and Compliant always; Reconciling, Stalled, Paused, ChangesUnheard and RevertRefused while they"
                        + " hold.")
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

    /**
     * Counts over all buckets of the policy.
     *
     * @param drifts counts differences, not buckets; null while no bucket was judged, which is not the same as none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Summary(
            @JsonPropertyDescription("All buckets.") int buckets,

            @JsonPropertyDescription("Buckets in which every governed facet matches.")
            int compliant,

            @JsonPropertyDescription("Buckets with at least one difference.")
            int drifted,

            @JsonPropertyDescription("Buckets that could not be judged in full.")
            int unknown,

            @JsonPropertyDescription("Buckets that would drift if it were not for an exemption.")
            int exempt,

            @JsonPropertyDescription("Buckets of which other policies govern every facet.")
            int superseded,

            @JsonPropertyDescription("Differences over all buckets. Left out while no bucket was judged.") @Nullable
            Integer drifts) {
        public static final Summary NONE = new Summary(0, 0, 0, 0, 0, 0, null);
    }

    /** One bucket: what complies, and in detail what does not. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BucketStatus(
            @JsonPropertyDescription("Name of the bucket.") String name,

            @JsonPropertyDescription("Where it is.") @Nullable
            String region,

            @JsonPropertyDescription("The account that spec.accountId declares, else the operator's own.") @Nullable
            String accountId,

            @JsonPropertyDescription("True, False, or Unknown when something of it could not be read.")
            Condition.@Nullable Status compliant,

            @JsonPropertyDescription("Why the bucket could not be looked at; left out when it was.") @Nullable
            String message,

            @JsonPropertyDescription("Facets that match.") List<String> compliantFacets,

            @JsonPropertyDescription("Facets that do not match or could not be read.")
            List<FacetStatus> facets,

            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @JsonPropertyDescription("How the bucket is open to the public, and what keeps it from being so.")
            List<Exposure> exposure,

            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @JsonPropertyDescription("Changes of others that CloudTrail told of, the newest first, at most 5.")
            List<ChangedBy> lastChanges,

            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @JsonPropertyDescription(
                    "From when to when it was open to the public without being exempt, the newest first, at most 10.")
            List<ExposureWindow> exposureWindows) {

        /** At most so many changes are listed. */
        public static final int MAX_CHANGES = 5;

        /** At most so many windows are listed. */
        public static final int MAX_WINDOWS = 10;

        public BucketStatus {
            compliantFacets = orEmpty(compliantFacets);
            facets = orEmpty(facets);
            exposure = orEmpty(exposure);
            lastChanges = orEmpty(lastChanges);
            exposureWindows = orEmpty(exposureWindows);
        }

        /** One without a history. */
        public BucketStatus(
                String name,
                @Nullable String region,
                @Nullable String accountId,
                Condition.@Nullable Status compliant,
                @Nullable String message,
                List<String> compliantFacets,
                List<FacetStatus> facets,
                List<Exposure> exposure) {
            this(name, region, accountId, compliant, message, compliantFacets, facets, exposure, List.of(), List.of());
        }

        public BucketStatus withFacets(List<String> matching, List<FacetStatus> others) {
            return new BucketStatus(
                    name,
                    region,
                    accountId,
                    compliant,
                    message,
                    matching,
                    others,
                    exposure,
                    lastChanges,
                    exposureWindows);
        }

        public BucketStatus withHistory(List<ChangedBy> changes, List<ExposureWindow> windows) {
            return new BucketStatus(
                    name, region, accountId, compliant, message, compliantFacets, facets, exposure, changes, windows);
        }

        /** What is known of each facet, by name. */
        public Map<String, FacetState> facetStates() {
            var states = new HashMap<String, FacetState>();
            compliantFacets.forEach(facet -> states.put(facet, FacetState.Compliant));
            facets.forEach(facet -> states.put(facet.name(), facet.state()));
            return states;
        }

        /** What is said of a facet that does not match; empty for one that does, or is not governed. */
        public Optional<FacetStatus> facet(String named) {
            return facets.stream().filter(facet -> facet.name().equals(named)).findFirst();
        }
    }

    /** One facet that is not compliant. {@code since} moves only when the state's meaning changes. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FacetStatus(
            @JsonPropertyDescription("Name of the facet, as in spec.posture.")
            String name,

            @JsonPropertyDescription("What is known about it, and what was done.")
            FacetState state,

            @JsonPropertyDescription("Since when it differs, or since when it cannot be read.") @Nullable
            String since,

            @JsonPropertyDescription("Every difference.") List<Drift> drifts,

            @JsonPropertyDescription("What Enforce would write, why it was not written, or what a person has to do.")
            @Nullable
            String message,

            @JsonPropertyDescription(
                    "Who changed it last, as far as CloudTrail told; of what cannot be read, meanwhile.")
            @Nullable
            ChangedBy changedBy) {

        public FacetStatus {
            drifts = orEmpty(drifts);
        }

        /** A facet that matches, as an entry beside those that do not. */
        public static FacetStatus compliant(String name) {
            return new FacetStatus(name, FacetState.Compliant, null, List.of(), null, null);
        }
    }

    /** One change of somebody else, as CloudTrail told of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ChangedBy(
            @JsonPropertyDescription("ARN of the caller.") @Nullable
            String principal,

            @JsonPropertyDescription("Address of the caller.") @Nullable
            String sourceIp,

            @JsonPropertyDescription("What the caller called itself: a label, not an identity.") @Nullable
            String userAgent,

            @JsonPropertyDescription("Name of the API call.") @Nullable
            String eventName,

            @JsonPropertyDescription("Id of the CloudTrail event.") @Nullable
            String eventId,

            @JsonPropertyDescription("When it happened.") @Nullable
            String time) {

        /** For the message of a facet whose owners have to agree. */
        public String sentence() {
            return "Last changed by " + who() + " (" + eventName + ") at " + time + ".";
        }

        public String who() {
            return principal == null ? "a caller that CloudTrail does not name" : principal;
        }
    }

    public Optional<Condition> condition(Condition.Type type) {
        return conditions.stream().filter(c -> c.type() == type).findFirst();
    }

    /** Whether this was said of the policy as it is now, its last request for a check included. */
    public boolean answers(S3BucketPolicy policy) {
        return Objects.equals(observedGeneration, policy.getMetadata().getGeneration())
                && Objects.equals(lastHandledReconcileAt, policy.reconcileRequestedAt());
    }

    /** What is known of each facet, by name. A policy with several buckets has the worst of them. */
    public Map<String, FacetState> facetStates() {
        var states = new HashMap<String, FacetState>();
        for (var bucket : buckets) {
            bucket.facetStates()
                    .forEach((facet, state) ->
                            states.merge(facet, state, (one, other) -> one == FacetState.Compliant ? other : one));
        }
        return states;
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
