package io.bucketwarden.report;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One facet of a bucket, and the policy that says so.
 *
 * @param mode of that policy; null while that is not known
 */
public record FacetFacts(
        FacetStatus status, String policy, @Nullable Mode mode) {

    /** What says most comes first: what is wrong before what is well, and last that somebody else answers for it. */
    static final Comparator<FacetFacts> TELLING_MOST_FIRST =
            Comparator.comparingInt((FacetFacts facet) -> rank(facet.state())).thenComparing(FacetFacts::policy);

    private static final List<FacetState> ORDER = List.of(
            FacetState.Drifted,
            FacetState.Failed,
            FacetState.Contended,
            FacetState.ActionRequired,
            FacetState.Compensated,
            FacetState.Reverted,
            FacetState.Unknown,
            FacetState.Remediated,
            FacetState.Exempt,
            FacetState.Compliant,
            FacetState.Superseded);

    public String name() {
        return status.name();
    }

    public FacetState state() {
        return status.state();
    }

    private static int rank(FacetState state) {
        return ORDER.indexOf(state);
    }
}
