package io.bucketwarden.posture.preflight;

import io.bucketwarden.iam.PolicyEvaluation.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What a document to be written would change for one request.
 *
 * @param kind why they must not be shut out
 * @param who who makes it, for people
 * @param place where it comes from, for people; empty for anywhere
 * @param now what the document that is there says
 * @param then what the document to be written would say
 * @param statement the Sid of the statement of ours that would, or might, newly deny it; null when none would
 */
public record Effect(
        Kind kind,
        String who,
        String action,
        String place,
        Decision now,
        Decision then,
        Outcome outcome,
        @Nullable String statement) {

    public enum Outcome {
        /** It is not denied afterwards. */
        Kept,
        /** It was denied before, or never allowed. */
        Unchanged,
        /** It is denied, as it was while the statement was in force, or since somebody has decided so. */
        Accepted,
        /** It is denied, which is what the statement is for. */
        Intended,
        /** It would be denied, or it cannot be told that it would not. */
        LockedOut
    }

    /** Why they must not be shut out, for people. */
    public String why() {
        return kind.words();
    }

    public boolean locksOut() {
        return outcome == Outcome.LockedOut;
    }
}
