package io.bucketwarden.iam;

import java.util.Optional;
import java.util.Set;

/** Who makes a request: an IAM ARN, an assumed-role session's ARN, the name of an AWS service, or nobody (empty). */
record Caller(String name, Optional<ArnPattern> arn) {

    private static final String SESSION = "assumed-role/";
    private static final String ROLE = "role/";

    static Caller of(String name) {
        return new Caller(name, ArnPattern.parse(name));
    }

    /** Whether a principal, in its one spelling, names this caller, its role or its account. */
    Truth isNamedBy(String principal) {
        if (principal.equals("*")) {
            return Truth.YES;
        }
        int colon = principal.indexOf(':');
        var value = principal.substring(colon + 1);
        return switch (principal.substring(0, colon)) {
            case "AWS" -> isNamedByAws(value);
            case "Service" -> Truth.of(value.equals(name)).or(value.equals("*") ? Truth.UNSURE : Truth.NO);
            // Whose canonical id this is cannot be known from an ARN.
            case "CanonicalUser" -> Truth.UNSURE;
            default -> Truth.NO;
        };
    }

    private Truth isNamedByAws(String value) {
        if (arn.isEmpty()) {
            return Truth.NO;
        }
        if (value.equals(name) || value.equals(arn.get().account())) {
            return Truth.YES;
        }
        var other = ArnPattern.parse(value);
        if (other.isEmpty() || !sameRole(arn.get(), other.get())) {
            return Truth.NO;
        }
        // A role named covers its sessions; of a role we do not know which session of it is calling.
        return isSession(arn.get()) ? Truth.YES : Truth.UNSURE;
    }

    /**
     * Whether a Deny with {@code NotPrincipal} spares this caller: AWS wants every layer listed, the account and, for
     * a session, the role and the session as well.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html">
     *     NotPrincipal</a>
     */
    boolean isSparedBy(Set<String> principals) {
        if (principals.contains("*")) {
            return true;
        }
        if (arn.isEmpty()) {
            return principals.contains("Service:" + name);
        }
        var me = arn.get();
        if (!principals.contains("AWS:" + me.account())) {
            return false;
        }
        if (me.resource().equals("root")) {
            return true;
        }
        if (!isSession(me) && !me.resource().startsWith(ROLE)) {
            return principals.contains("AWS:" + name);
        }
        return principals.contains("AWS:" + name)
                && principals.stream()
                        .filter(principal -> principal.startsWith("AWS:"))
                        .flatMap(principal -> ArnPattern.parse(principal.substring(4)).stream())
                        .anyMatch(other -> isSession(other) != isSession(me) && sameRole(me, other));
    }

    private static boolean isSession(ArnPattern arn) {
        return arn.service().equals("sts") && arn.resource().startsWith(SESSION);
    }

    /** Whether one is a role and the other a session of it. A session's ARN leaves out the role's path. */
    private static boolean sameRole(ArnPattern one, ArnPattern other) {
        if (!one.account().equals(other.account()) || isSession(one) == isSession(other)) {
            return false;
        }
        var session = isSession(one) ? one.resource() : other.resource();
        var role = isSession(one) ? other.resource() : one.resource();
        if (!role.startsWith(ROLE)) {
            return false;
        }
        var named = session.substring(SESSION.length());
        int slash = named.indexOf('/');
        return role.endsWith("/" + (slash < 0 ? named : named.substring(0, slash)));
    }
}
