package io.bucketwarden.operator;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the operator remembers of one policy between passes. Lost at a restart, and safe to lose. */
final class Memory {

    private final Convergence convergence = new Convergence();
    private final Map<String, FacetStatus> lastKnown = new HashMap<>();
    private int failures;
    private long generation;
    private @Nullable String request;

    Convergence convergence() {
        return convergence;
    }

    /** A new generation or a new request by annotation gives every halted facet another try. */
    void seen(long currentGeneration, @Nullable String currentRequest) {
        if (currentGeneration != generation || !Objects.equals(currentRequest, request)) {
            convergence.forget();
        }
        generation = currentGeneration;
        request = currentRequest;
    }

    /** Passes in a row that got no answer, this one included. */
    int failures(boolean failed) {
        failures = failed ? failures + 1 : 0;
        return failures;
    }

    /** The status with what was known before in place of what cannot be read now. */
    S3BucketPolicyStatus recall(S3BucketPolicyStatus status) {
        return status.withBuckets(status.buckets().stream().map(this::recall).toList());
    }

    private BucketStatus recall(BucketStatus bucket) {
        var compliant = new ArrayList<>(bucket.compliantFacets());
        var others = new ArrayList<FacetStatus>();
        for (var facet : bucket.facets()) {
            var known = facet.state() == FacetState.Unknown ? lastKnown.getOrDefault(facet.name(), facet) : facet;
            if (known.state() == FacetState.Compliant) {
                compliant.add(known.name());
            } else {
                others.add(known);
            }
        }
        return new BucketStatus(
                bucket.name(), bucket.region(), bucket.accountId(), bucket.compliant(), compliant, others);
    }

    /** Keeps what a status knows of its facets, for the time when one of them cannot be read. */
    void remember(S3BucketPolicyStatus status) {
        status.buckets().forEach(bucket -> {
            bucket.compliantFacets().forEach(name -> lastKnown.put(name, FacetStatus.compliant(name)));
            bucket.facets().stream()
                    .filter(facet -> facet.state() != FacetState.Unknown)
                    .forEach(facet -> lastKnown.put(facet.name(), facet));
        });
    }
}
