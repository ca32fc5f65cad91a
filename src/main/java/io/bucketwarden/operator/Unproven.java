package io.bucketwarden.operator;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import java.util.Map;

/**
 * How a status says that a restriction is not enforced for want of evidence. A status has no reason for each facet, so it is
 * known again by how its message begins, also by an operator that comes after this one. Pure.
 */
final class Unproven {

    private static final Map<Reason, String> BEGINNINGS =
            Map.of(Reason.AwaitingEvidence, "Waiting for evidence: ", Reason.WouldDeny, "Not enforced: ");

    private Unproven() {}

    /** What is said of the facet, for people. */
    static String message(Evidence.Missing missing) {
        return BEGINNINGS.getOrDefault(missing.reason(), "") + missing.message();
    }

    /** Whether that was said of a facet for this reason. */
    static boolean is(Reason reason, FacetStatus facet) {
        var beginning = BEGINNINGS.get(reason);
        return beginning != null
                && facet.state() == FacetState.Drifted
                && facet.message() != null
                && facet.message().startsWith(beginning);
    }
}
