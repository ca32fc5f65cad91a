package io.bucketwarden.iam;

/**
 * A text that is not a policy document. The message says what is wrong and where, and reads on after "the policy
 * document cannot be understood:".
 */
public final class MalformedPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_QUOTE = 64;

    public MalformedPolicyException(String message) {
        super(message);
    }

    /** A part of the document for use in a message, at most 64 characters of it. */
    static String quoted(String part) {
        return part.length() <= LONGEST_QUOTE ? part : part.substring(0, LONGEST_QUOTE) + "…";
    }
}
