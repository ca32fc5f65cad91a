package io.bucketwarden.access;

/**
 * Who uses a bucket, with what, and from where.
 *
 * @param principal {@link #ANONYMOUS}; the ARN of a user, of a federated user, of an account's root user, or of a role
 *     as {@code arn:aws:sts::123456789012:assumed-role/NAME}, without its session and path; the name of an AWS service
 *     such as {@code logging.s3.amazonaws.com}; a canonical user id; {@code account 123456789012}, with the unique id of
 *     the user or role behind it where that is known, for somebody of whom another account is told no more; or
 *     {@link #UNKNOWN}
 * @param application the family of the user agent, such as {@code aws-cli} or {@code Mozilla}: what the caller calls
 *     itself, a label and never proof; {@link #UNKNOWN} where it says nothing
 * @param network the /24 or /48 network, such as {@code 203.0.113.0/24} or {@code 2001:db8:1::/48}; the id of the VPC
 *     endpoint where the log tells it; or {@link #UNKNOWN}
 */
public record Accessor(String principal, String application, String network) {

    public static final String ANONYMOUS = "anonymous";
    public static final String UNKNOWN = "unknown";

    /** Longest principal that is kept; those of AWS are shorter. */
    public static final int MAX_PRINCIPAL = 256;

    public static final int MAX_APPLICATION = 48;

    public boolean isAnonymous() {
        return principal.equals(ANONYMOUS);
    }
}
