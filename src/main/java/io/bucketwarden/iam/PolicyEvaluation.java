package io.bucketwarden.iam;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a resource's policy document by itself says to one request: an explicit Deny goes before an Allow, and silence
 * denies. What is not known of the request, or of the language, makes the answer uncertain, never an ALLOW.
 *
 * <p>ALLOW is half of an answer. A user, role or session of the resource's own account that the document names itself
 * needs no more. One that it names by its account, and everyone of another account, needs an Allow of an identity
 * policy as well. What identity policies, permissions boundaries, session, endpoint and organization policies, Block
 * Public Access and ACLs say is not looked at.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Evaluation</a>
 */
public final class PolicyEvaluation {

    public enum Decision {
        /** Allowed by a statement, and denied by none. */
        ALLOW,
        /** Denied by a statement. */
        EXPLICIT_DENY,
        /** No statement applies. */
        IMPLICIT_DENY,
        /** What would decide is not known. */
        CANNOT_TELL
    }

    /**
     * A decision and its grounds.
     *
     * @param statements those that deny or allow; for {@code CANNOT_TELL} those of which it is not certain whether they
     *     apply and on which it depends; empty for {@code IMPLICIT_DENY}
     */
    public record Evaluation(Decision decision, List<Statement> statements) {}

    private final Request request;
    private final String action;
    private final Facts facts;
    private final Naming naming;

    private PolicyEvaluation(PolicyDocument document, Request request) {
        this.request = request;
        this.action = request.action().toLowerCase(Locale.ROOT);
        this.facts = new Facts(request.principal(), request.context(), document.hasVariables());
        this.naming = new Naming(
                request.principal(),
                ArnPattern.parse(request.resource()).map(ArnPattern::partition).orElse(""));
    }

    /** Holds a document against a request. */
    public static Evaluation evaluate(PolicyDocument document, Request request) {
        var evaluation = new PolicyEvaluation(document, request);
        var denying = new EnumMap<Truth, List<Statement>>(Truth.class);
        var allowing = new EnumMap<Truth, List<Statement>>(Truth.class);
        for (var statement : document.statements()) {
            var applies = evaluation.applies(statement.meaning());
            if (applies != Truth.NO) {
                (statement.isDeny() ? denying : allowing).merge(applies, List.of(statement), PolicyEvaluation::joined);
            }
        }
        return decision(denying, allowing);
    }

    private static Evaluation decision(
            EnumMap<Truth, List<Statement>> denying, EnumMap<Truth, List<Statement>> allowing) {
        var denies = denying.getOrDefault(Truth.YES, List.of());
        if (!denies.isEmpty()) {
            return new Evaluation(Decision.EXPLICIT_DENY, denies);
        }
        var allows = allowing.getOrDefault(Truth.YES, List.of());
        var mayDeny = denying.getOrDefault(Truth.UNSURE, List.of());
        if (mayDeny.isEmpty() && !allows.isEmpty()) {
            return new Evaluation(Decision.ALLOW, allows);
        }
        var mayAllow = allows.isEmpty() ? allowing.getOrDefault(Truth.UNSURE, List.of()) : List.<Statement>of();
        var open = joined(mayDeny, mayAllow);
        return new Evaluation(open.isEmpty() ? Decision.IMPLICIT_DENY : Decision.CANNOT_TELL, open);
    }

    private static List<Statement> joined(List<Statement> some, List<Statement> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private Truth applies(Meaning meaning) {
        var applies = meaning.unknownElements().isEmpty() ? Truth.YES : Truth.UNSURE;
        applies = applies.and(meaning.actions().match(pattern -> Truth.of(Wildcards.matches(pattern, action))));
        if (applies != Truth.NO) {
            applies = applies.and(resource(meaning.resources()));
        }
        if (applies != Truth.NO) {
            applies = applies.and(principal(meaning));
        }
        for (var clause : meaning.conditions()) {
            if (applies == Truth.NO) {
                return Truth.NO;
            }
            applies = applies.and(clause.holds(facts));
        }
        return applies;
    }

    private Truth resource(Meaning.Elements resources) {
        var matched = resources.match(pattern -> facts.test(pattern, request.resource(), ArnPattern::matches));
        return facts.settled(matched, resources.values());
    }

    private Truth principal(Meaning meaning) {
        var principals = meaning.principals();
        var named = principals.any(naming::names);
        if (!principals.negated()) {
            return named;
        }
        return meaning.allow()
                ? Truth.UNSURE
                : spared(named, principals.values().contains("*")).negate();
    }

    /**
     * Whether {@code NotPrincipal} of a Deny spares who is named. AWS denies a user, role or session all the same that
     * has a permissions boundary, which a document does not show, and may do so if its account or role is not named too.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html">
     *     NotPrincipal, which is not supported with Allow</a>
     */
    private Truth spared(Truth named, boolean everybody) {
        if (named != Truth.YES || everybody) {
            return named;
        }
        return switch (request.principal().kind()) {
            case SERVICE, ROOT -> Truth.YES;
            default -> Truth.UNSURE;
        };
    }
}
