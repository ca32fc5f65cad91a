package io.bucketwarden.operator.status;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;
import java.util.List;
import java.util.Optional;

/**
 * What one pass says of one governed facet.
 *
 * @param reason what it means for the conditions
 * @param message for people; empty when there is nothing to add
 * @param inPart whether it differs for certain, and something of it could not be read
 * @param written whether it was written in this very pass
 */
public record Finding(
        String facet,
        FacetState state,
        Reason reason,
        List<Drift> drifts,
        String message,
        boolean inPart,
        boolean written) {

    /** One that was judged in full, and written if it is said to be repaired. */
    public Finding(String facet, FacetState state, Reason reason, List<Drift> drifts, String message) {
        this(facet, state, reason, drifts, message, false, state == FacetState.Remediated);
    }

    public boolean is(Reason other) {
        return reason == other;
    }

    /** As it is counted; empty when nothing was to be written. */
    public Optional<Remediation> remediation() {
        return switch (state) {
            case Remediated -> written ? Optional.of(new Remediation(facet, "written")) : Optional.empty();
            case Failed -> Optional.of(new Remediation(facet, "refused"));
            case Contended -> Optional.of(new Remediation(facet, "halted"));
            default -> Optional.empty();
        };
    }

    public Finding withMessage(String other) {
        return new Finding(facet, state, reason, drifts, other, inPart, written);
    }

    /** Whether the policy has nothing against what was found. */
    public boolean isFine() {
        return state == FacetState.Compliant
                || state == FacetState.Exempt
                || (state == FacetState.Reverted && drifts.isEmpty());
    }
}
