package io.bucketwarden.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a policy document by itself says to one request. Errs towards denial: what is not understood applies in a Deny,
 * and does not in an Allow.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Evaluation</a>
 */
public final class PolicyEvaluation {

    public enum Decision {
        DENIED,
        ALLOWED,
        NO_MATCH
    }

    /**
     * One request.
     *
     * @param principalArn the IAM ARN of the caller (for a session, of its role), the name of an AWS service, or empty
     *     for an anonymous caller
     * @param action such as {@code s3:GetObject}
     * @param resource the ARN of a bucket or object
     * @param context condition keys such as {@code aws:SecureTransport}, each with one value; a key that is not there
     *     is absent in the request, and none is derived from the principal
     */
    public record Request(String principalArn, String action, String resource, Map<String, String> context) {}

    private PolicyEvaluation() {}

    public static Decision evaluate(PolicyDocument document, Request request) {
        if (!denying(document, request).isEmpty()) {
            return Decision.DENIED;
        }
        return applying(document, request).stream().anyMatch(Statement::isAllow) ? Decision.ALLOWED : Decision.NO_MATCH;
    }

    /** The statements that deny the request. */
    public static List<Statement> denying(PolicyDocument document, Request request) {
        return applying(document, request).stream().filter(Statement::isDeny).toList();
    }

    private static List<Statement> applying(PolicyDocument document, Request request) {
        var context = RequestContext.of(request.context(), document.hasVariables());
        return document.statements().stream()
                .filter(statement -> applies(statement.meaning(), request, context))
                .toList();
    }

    private static boolean applies(Meaning meaning, Request request, RequestContext context) {
        boolean whenUnsure = !meaning.allow();
        if (!meaning.unknownElements().isEmpty() && meaning.allow()) {
            return false;
        }
        var action = request.action().toLowerCase(Locale.ROOT);
        var resource = Wildcards.literal(request.resource());
        return principal(meaning, Caller.of(request.principalArn())).orElse(whenUnsure)
                && meaning.actions()
                        .match(pattern -> Truth.of(Wildcards.matches(pattern, action)))
                        .orElse(whenUnsure)
                && meaning.resources()
                        .match(pattern -> context.resolve(pattern)
                                .map(resolved -> Truth.of(Wildcards.matches(resolved, resource)))
                                .orElse(Truth.UNSURE))
                        .orElse(whenUnsure)
                && meaning.conditions().stream()
                        .allMatch(clause -> clause.holds(context).orElse(whenUnsure));
    }

    private static Truth principal(Meaning meaning, Caller caller) {
        var principals = meaning.principals();
        return principals.negated() && !meaning.allow()
                ? Truth.of(!caller.isSparedBy(principals.values()))
                : principals.match(caller::isNamedBy);
    }
}
