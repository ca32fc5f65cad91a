package io.bucketwarden.access.impact;

/** What was kept of an impact cannot be understood. */
public final class UnreadableImpact extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableImpact(String message) {
        super(message);
    }

    UnreadableImpact(String message, Throwable cause) {
        super(message, cause);
    }
}
