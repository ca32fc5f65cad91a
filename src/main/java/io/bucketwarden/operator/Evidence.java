package io.bucketwarden.operator;

import io.bucketwarden.api.AcceptedImpact;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.BucketIdentity;
import java.util.List;
import java.util.Optional;

/** Knows what a restriction would have done to the requests of the last days. */
@FunctionalInterface
public interface Evidence {

    /**
     * A restriction that somebody wants to be enforced only on evidence.
     *
     * @param policy UID of the policy that asks for it
     * @param accepted what may be lost all the same
     */
    record Restriction(
            String policy, Posture posture, BucketIdentity bucket, String facet, List<AcceptedImpact> accepted) {}

    /**
     * Why a restriction is not to be enforced now.
     *
     * @param reason AwaitingEvidence while more is to be read, WouldDeny where a person has to decide
     * @param message for people, to follow a colon: why, and what to do
     */
    record Missing(Reason reason, String message) {}

    /** For where nothing is read: whoever wants evidence waits. */
    Evidence NONE = restriction ->
            Optional.of(new Missing(Reason.AwaitingEvidence, "this operator does not read who uses the bucket."));

    /** Why the restriction is not to be enforced now; empty when it may be. */
    Optional<Missing> missing(Restriction restriction);
}
