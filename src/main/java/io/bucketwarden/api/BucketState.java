package io.bucketwarden.api;

import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import java.util.function.Predicate;

/** How one bucket stands for one policy, worst first. */
public enum BucketState {
    /** It differs, and the public gets in. */
    Open,
    Drifted,
    Unknown,
    Exempt,
    Compliant,
    Superseded;

    public static BucketState of(BucketStatus bucket) {
        if (bucket.compliantFacets().isEmpty()
                && !bucket.facets().isEmpty()
                && bucket.facets().stream().allMatch(is(FacetState.Superseded))) {
            return Superseded;
        }
        return switch (bucket.compliant()) {
            case False -> bucket.exposure().stream().anyMatch(Exposure::isEffective) ? Open : Drifted;
            case True -> bucket.facets().stream().anyMatch(is(FacetState.Exempt)) ? Exempt : Compliant;
            case Unknown -> Unknown;
            case null -> Unknown;
        };
    }

    /** Differences that count. */
    public static int drifts(BucketStatus bucket) {
        return bucket.facets().stream()
                .filter(is(FacetState.Exempt).negate())
                .mapToInt(facet -> facet.drifts().size())
                .sum();
    }

    private static Predicate<FacetStatus> is(FacetState state) {
        return facet -> facet.state() == state;
    }
}
