package io.bucketwarden.posture;

import io.bucketwarden.api.Reason;

/** A call to AWS that gave no answer to judge by: why, for people, and as a reason of the contract. */
public final class CallFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public CallFailed(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public CallFailed(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
