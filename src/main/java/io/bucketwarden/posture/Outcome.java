package io.bucketwarden.posture;

import io.bucketwarden.api.Reason;

/** What became of the writes of one facet. */
public sealed interface Outcome {

    /** Sent and accepted; the next pass confirms. */
    record Written() implements Outcome {}

    /**
     * Not made.
     *
     * @param reason {@code RemediationFailed} when S3 or a safety check refused it, {@code CheckFailed} when S3 gave no
     *     answer
     * @param message for people
     */
    record Refused(Reason reason, String message) implements Outcome {}

    static Refused of(CallFailed failure) {
        var reason = failure.reason() == Reason.CheckFailed ? Reason.CheckFailed : Reason.RemediationFailed;
        return new Refused(reason, failure.text());
    }
}
