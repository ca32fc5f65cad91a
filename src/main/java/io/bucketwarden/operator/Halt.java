package io.bucketwarden.operator;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;

/**
 * Why a facet that differs is not written now.
 *
 * @param message for people
 */
record Halt(FacetState state, Reason reason, String message) {

    /** To the bucket, for all facets together, refused ones included. */
    static final int WRITES_WITHIN_AN_HOUR = 60;

    /** The last write may only not be to be seen yet: S3 configuration is eventually consistent. */
    static final Halt VERIFYING = new Halt(FacetState.Remediated, Reason.Remediating, "Written; being verified.");

    static final Halt NOT_CONVERGING = new Halt(
            FacetState.Contended,
            Reason.NotConverging,
            "Three writes in a row did not hold, so writing has stopped. The server may not support the setting."
                    + again());

    static final Halt CONTENDED = new Halt(
            FacetState.Contended,
            Reason.Contended,
            "Another writer keeps reverting it, so writing has stopped. Find out who (CloudTrail) and agree on one owner."
                    + again());

    /** All that may be written to the bucket within an hour was written. */
    static final Halt SPENT = new Halt(
            FacetState.Contended,
            Reason.Contended,
            "More than " + WRITES_WITHIN_AN_HOUR
                    + " writes to the bucket within an hour would be needed, so"
                    + " writing has stopped. Find out who keeps changing it (CloudTrail) and agree on one owner. It goes on"
                    + " as the hour passes, for publicAccess once a minute, or now with the annotation"
                    + " bucketwarden.io/reconcile-requested-at.");

    /** It denies requests, or nobody knows yet whether it does. */
    static Halt of(Evidence.Missing missing) {
        return new Halt(FacetState.Drifted, missing.reason(), Unproven.message(missing));
    }

    private static String again() {
        return " One more try follows in half an hour, or after three full checks if those take longer, or now with the"
                + " annotation bucketwarden.io/reconcile-requested-at.";
    }
}
