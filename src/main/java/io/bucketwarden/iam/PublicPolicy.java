package io.bucketwarden.iam;

import java.util.List;
import java.util.Set;

/**
 * AWS's published definition of a public policy: a document is public unless each Allow is limited to fixed callers or
 * fixed networks.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">
 *     The meaning of "public"</a>
 */
public final class PublicPolicy {

    private static final int WIDEST_V4 = 8;
    private static final int WIDEST_V6 = 32;

    private static final String ACCESS_POINT = "s3:dataaccesspoint";

    private static final Set<String> LIMITING_KEYS = Set.of(
            "aws:sourcearn",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceowner",
            "aws:sourceaccount",
            "aws:userid",
            "aws:principalorgid",
            "aws:principalaccount",
            "aws:principalarn",
            ACCESS_POINT + "arn",
            ACCESS_POINT + "account");

    private static final Set<String> LIMITING_OPERATORS =
            Set.of("stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike");

    private PublicPolicy() {}

    /** The Allow statements that make the document public; none when it is not. */
    public static List<Statement> publicStatements(PolicyDocument document) {
        return document.statements().stream()
                .filter(s -> s.isAllow() && isPublic(s.meaning()))
                .toList();
    }

    /** The Allow statements that let anybody in who comes by access points of somebody's choice, so that these decide. */
    public static List<Statement> delegatingStatements(PolicyDocument document) {
        return document.statements().stream()
                .filter(s -> s.isAllow() && !isPublic(s.meaning()) && delegates(s.meaning()))
                .toList();
    }

    private static boolean isPublic(Meaning meaning) {
        return !fixedPrincipals(meaning) && meaning.conditions().stream().noneMatch(PublicPolicy::limits);
    }

    private static boolean delegates(Meaning meaning) {
        return !fixedPrincipals(meaning)
                && meaning.conditions().stream()
                        .noneMatch(clause -> isFromVpc(clause)
                                || (limits(clause) && !clause.key().startsWith(ACCESS_POINT)));
    }

    /** An access point that answers to a VPC only is never public, whatever its policy says. */
    private static boolean isFromVpc(ConditionClause clause) {
        return clause.key().equals("s3:accesspointnetworkorigin")
                && clause.quantifier() != ConditionClause.Quantifier.FOR_ALL
                && !clause.ifExists()
                && LIMITING_OPERATORS.contains(clause.operator())
                && clause.values().stream().allMatch("VPC"::equals);
    }

    private static boolean fixedPrincipals(Meaning meaning) {
        return !meaning.principals().negated()
                && meaning.principals().values().stream().allMatch(PublicPolicy::isFixed);
    }

    private static boolean limits(ConditionClause clause) {
        // With IfExists or ForAllValues, a request without the key passes.
        if (clause.ifExists() || clause.quantifier() == ConditionClause.Quantifier.FOR_ALL) {
            return false;
        }
        if (clause.key().equals("aws:sourceip")) {
            return clause.operator().equals("ipaddress")
                    && clause.values().stream().allMatch(PublicPolicy::narrow);
        }
        return LIMITING_KEYS.contains(clause.key())
                && LIMITING_OPERATORS.contains(clause.operator())
                && clause.values().stream().allMatch(value -> isFixed(clause.key(), value));
    }

    private static boolean isFixed(String key, String value) {
        return switch (key) {
            // The name of the access point may be a pattern, nothing before it may.
            case "s3:dataaccesspointarn" ->
                ArnPattern.parse(value)
                        .filter(arn -> !arn.account().isEmpty()
                                && isFixed(value.substring(
                                        0, value.length() - arn.resource().length()))
                                && !value.contains("${"))
                        .isPresent();
            // Sessions of a role choose their own name, so AWS does not count such a value.
            case "aws:userid" -> isFixed(value) && !(value.startsWith("AROA") && value.contains(":"));
            default -> isFixed(value);
        };
    }

    private static boolean isFixed(String value) {
        return !Wildcards.isPattern(value) && !value.contains("${");
    }

    private static boolean narrow(String network) {
        return Cidr.parse(network)
                .filter(cidr -> cidr.prefix() >= (cidr.v6() ? WIDEST_V6 : WIDEST_V4))
                .isPresent();
    }
}
