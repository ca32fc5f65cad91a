package io.bucketwarden.operator;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;
import java.util.List;

/**
 * What one pass says of one governed facet.
 *
 * @param reason what it means for the conditions
 * @param message for people; empty when there is nothing to add
 */
record Finding(String facet, FacetState state, Reason reason, List<Drift> drifts, String message) {

    boolean is(Reason other) {
        return reason == other;
    }

    /** Whether the policy has nothing against what was found. */
    boolean isFine() {
        return state == FacetState.Compliant || state == FacetState.Exempt;
    }
}
