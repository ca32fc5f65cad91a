package io.bucketwarden.iam;

/**
 * Whether a principal as a statement states it, in its one spelling, names who makes a request.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principals</a>
 */
final class Naming {

    private final Principal who;
    private final String partition;

    /** @param partition that of the resource, to which a bare account id belongs; empty when unknown */
    Naming(Principal who, String partition) {
        this.who = who;
        this.partition = partition;
    }

    Truth names(String stated) {
        if (stated.equals("*")) {
            return Truth.YES;
        }
        int colon = stated.indexOf(':');
        var value = stated.substring(colon + 1);
        return switch (stated.substring(0, colon)) {
            case "AWS" -> aws(value);
            case "Service" ->
                switch (who.kind()) {
                    case SERVICE -> ServiceName.same(value, who.name());
                    case CANONICAL_USER, OTHER -> Truth.UNSURE;
                    default -> Truth.NO;
                };
            // Which provider let a session in is not to be seen in its ARN.
            case "Federated" ->
                switch (who.kind()) {
                    case ANONYMOUS, SERVICE, ROOT, USER -> Truth.NO;
                    default -> Truth.UNSURE;
                };
            // Whose canonical id this is cannot be known from an ARN.
            case "CanonicalUser" ->
                who.kind() == Principal.Kind.CANONICAL_USER ? Truth.of(value.equals(who.name())) : Truth.UNSURE;
            default -> Truth.UNSURE;
        };
    }

    private Truth aws(String value) {
        return switch (who.kind()) {
            case ANONYMOUS, SERVICE -> Truth.NO;
            case CANONICAL_USER -> Truth.UNSURE;
            case OTHER -> value.equals(who.name()) ? Truth.YES : Truth.UNSURE;
            case ROOT, USER, ROLE, SESSION, FEDERATED_USER, SOMEONE -> value.indexOf(':') < 0 ? id(value) : arn(value);
        };
    }

    private Truth id(String value) {
        if (AccountId.isOne(value)) {
            return partition.isEmpty() ? account(value) : account(value).and(of(who.partition(), partition));
        }
        // S3 shows whoever exists by ARN and only who was deleted by id, so nobody who is known by ARN is meant:
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-bucket-user-policy-specifying-principal-intro.html
        return isUniqueId(value) && who.kind() != Principal.Kind.SOMEONE ? Truth.NO : Truth.UNSURE;
    }

    private static boolean isUniqueId(String value) {
        return value.startsWith("AIDA") || value.startsWith("AROA");
    }

    private Truth account(String id) {
        return of(who.account(), id);
    }

    /** Whether a part of who calls, which may be a pattern, is the literal. */
    private static Truth of(String part, String literal) {
        if (part.equals(literal)) {
            return Truth.YES;
        }
        return Wildcards.isPattern(part) && Wildcards.matches(part, literal) ? Truth.UNSURE : Truth.NO;
    }

    private Truth arn(String value) {
        if (value.equals(who.name()) && who.kind() != Principal.Kind.SOMEONE) {
            return Truth.YES;
        }
        var parsed = ArnPattern.parse(value);
        if (parsed.isEmpty() || value.contains("${")) {
            return Truth.UNSURE;
        }
        var stated = parsed.get();
        if (Wildcards.isPattern(value)) {
            return pattern(value, stated);
        }
        if (of(who.partition(), stated.partition()).and(account(stated.account())) == Truth.NO) {
            return Truth.NO;
        }
        return switch (who.kind()) {
            case SOMEONE -> someone(value, stated);
            default ->
                switch (Principal.kind(stated)) {
                    case ROOT -> Truth.YES;
                    // Who asked for a federated session is not to be seen in its ARN.
                    case USER -> who.kind() == Principal.Kind.FEDERATED_USER ? Truth.UNSURE : Truth.NO;
                    case ROLE -> Truth.of(who.kind() == Principal.Kind.SESSION && isOfRole(value));
                    case SESSION ->
                        who.kind() == Principal.Kind.ROLE
                                        && Principal.roleOfSession(stated).equals(who.lastName())
                                ? Truth.UNSURE
                                : Truth.NO;
                    case FEDERATED_USER -> Truth.NO;
                    default -> Truth.UNSURE;
                };
        };
    }

    /** Whether we are a session of that role of our account, in which the name of a role is unique whatever its path. */
    private boolean isOfRole(String roleArn) {
        return who.role().isEmpty() ? Principal.last(roleArn).equals(who.roleName()) : roleArn.equals(who.role());
    }

    /**
     * AWS takes no wildcard for a part of a principal. Where a server does, it may or may not read it as one; both
     * agree when it does not match.
     */
    private Truth pattern(String value, ArnPattern stated) {
        if (who.kind() == Principal.Kind.SOMEONE) {
            return Truth.UNSURE;
        }
        if (!Wildcards.matches(stated.partition(), who.partition())
                || !Wildcards.matches(stated.account(), who.account())) {
            return Truth.NO;
        }
        return switch (who.kind()) {
            case ROOT, USER -> Wildcards.matches(value, who.name()) ? Truth.UNSURE : Truth.NO;
            default -> Truth.UNSURE;
        };
    }

    private Truth someone(String value, ArnPattern stated) {
        // A role also names its sessions, whose ARNs are those of another service.
        var another = ArnPattern.parse(who.name())
                .filter(mine -> mine.service().equals(stated.service()))
                .filter(mine -> !Wildcards.matches(who.name(), value));
        return another.isPresent() ? Truth.NO : Truth.UNSURE;
    }
}
