package io.bucketwarden.operator.status;

import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;

/** What the conditions are judged from: how a policy stands, whatever that is. */
public sealed interface Situation {

    /** The spec cannot be acted upon, another policy governs, or nothing is granted. */
    record Rejected(Reason reason, String message) implements Situation {}

    /** Nothing is checked or written while the annotation holds. */
    record Paused() implements Situation {}

    /** The one bucket of the policy could not be opened at all. {@code failures}: how often in a row, this one included. */
    record Unreachable(Reason reason, String message, int failures) implements Situation {}

    /**
     * Buckets were looked at.
     *
     * @param asked the mode that the spec asks for
     * @param granted the highest mode in which any bucket was looked at, which may be less
     * @param sought what the selector asks of a bucket, for people; empty where the bucket is named
     */
    record Checked(Mode asked, Mode granted, Looks looks, String sought) implements Situation {
        boolean enforce() {
            return granted == Mode.Enforce;
        }
    }
}
