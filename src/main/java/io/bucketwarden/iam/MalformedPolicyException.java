package io.bucketwarden.iam;

/** A text that is not a policy document. The message says what is wrong and where. */
public final class MalformedPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedPolicyException(String message) {
        super(message);
    }
}
