package io.bucketwarden.iam;

/** How people name whom a statement shall spare: as {@code aws:PrincipalArn} holds it, or with wildcards in the name. */
public final class PrincipalArn {

    /** A regular expression of the whole ARN. */
    public static final String FORM = "arn:aws[a-z-]*:iam::[0-9]{12}:(root|(role|user)/[^ ]+)";

    public static final String ADVICE = "write principals as ARNs of roles or users of one account, such as"
            + " arn:aws:iam::123456789012:role/cleanup; for a session, write its role";

    private PrincipalArn() {}
}
