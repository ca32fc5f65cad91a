package io.bucketwarden.operator;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;

/** Why a facet that differs is not written now. */
enum Halt {
    /** The last write may only not be to be seen yet: S3 configuration is eventually consistent. */
    Verifying(FacetState.Remediated, Reason.Remediating, "Written; being verified."),

    NotConverging(
            FacetState.Contended,
            Reason.NotConverging,
            "Three writes in a row did not hold, so writing has stopped. The server may not support the setting."
                    + again()),

    Contended(
            FacetState.Contended,
            Reason.Contended,
            "Another writer keeps reverting it, so writing has stopped. Find out who (CloudTrail) and agree on one owner."
                    + again()),

    /** All that may be written to the bucket within an hour was written. */
    Spent(
            FacetState.Contended,
            Reason.Contended,
            "More than " + Convergence.WRITES_WITHIN_AN_HOUR
                    + " writes to the bucket within an hour would be needed, so"
                    + " writing has stopped. Find out who keeps changing it (CloudTrail) and agree on one owner. It goes on"
                    + " as the hour passes, for publicAccess once a minute, or now with the annotation"
                    + " bucketwarden.io/reconcile-requested-at.");

    private final FacetState state;
    private final Reason reason;
    private final String message;

    Halt(FacetState state, Reason reason, String message) {
        this.state = state;
        this.reason = reason;
        this.message = message;
    }

    FacetState state() {
        return state;
    }

    Reason reason() {
        return reason;
    }

    String message() {
        return message;
    }

    private static String again() {
        return " One more try follows in half an hour, or after three full checks if those take longer, or now with the"
                + " annotation bucketwarden.io/reconcile-requested-at.";
    }
}
