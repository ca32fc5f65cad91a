package io.bucketwarden.iam;

import java.util.List;
import java.util.Set;

/**
 * Somebody whom a statement names as its principal.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 */
public sealed interface Grantee {

    Set<String> POSITIVE = Set.of("stringequals", "stringlike", "arnlike");
    Set<String> PRINCIPAL_KEYS = Set.of("aws:principalarn", "aws:principalaccount");

    /** {@code *}, and whoever a {@code NotPrincipal} does not name. */
    record Everybody() implements Grantee {}

    /** An account, which passes on what it is granted. */
    record Account(String id) implements Grantee {}

    /** A user, a role or a session of one, or an identity of AWS itself, by its ARN. */
    record Identity(String arn) implements Grantee {}

    /** An AWS service, such as {@code logging.s3.amazonaws.com}. */
    record Service(String name) implements Grantee {}

    /** Somebody of whom the name does not tell who it is: a canonical user id, an identity provider, a deleted identity. */
    record Unresolved(String kind, String name) implements Grantee {}

    /** Those whom the statement names, each once. */
    static List<Grantee> of(Statement statement) {
        var principals = statement.meaning().principals();
        if (principals.negated() || principals.values().contains("*")) {
            var named = byCondition(statement);
            return named.isEmpty() ? List.of(new Everybody()) : named;
        }
        return principals.values().stream().map(Grantee::of).distinct().toList();
    }

    /** Whom a statement for everybody is limited to by conditions on the principal. */
    private static List<Grantee> byCondition(Statement statement) {
        return statement.meaning().conditions().stream()
                .filter(clause -> POSITIVE.contains(clause.operator())
                        && PRINCIPAL_KEYS.contains(clause.key())
                        && clause.values().stream()
                                .noneMatch(value -> Wildcards.isPattern(value) || value.contains("${")))
                .flatMap(clause -> clause.values().stream())
                .map(value -> of("AWS:" + value))
                .distinct()
                .toList();
    }

    private static Grantee of(String spelled) {
        if (spelled.equals("*")) {
            return new Everybody();
        }
        int colon = spelled.indexOf(':');
        var kind = spelled.substring(0, colon);
        var name = spelled.substring(colon + 1);
        return switch (kind) {
            case "Service" -> new Service(name);
            case "AWS" -> {
                if (AccountId.isOne(name)) {
                    yield new Account(name);
                }
                yield ArnPattern.parse(name).isPresent() ? new Identity(name) : new Unresolved(kind, name);
            }
            default -> new Unresolved(kind, name);
        };
    }
}
