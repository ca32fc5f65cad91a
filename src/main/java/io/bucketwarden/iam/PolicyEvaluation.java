package io.bucketwarden.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a policy document by itself says to one request. Errs towards denial: a Deny with a condition that is not
 * understood applies, an Allow with one does not.
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
     * @param principalArn the IAM ARN of the caller (of the role, for a session), or the name of an AWS service
     * @param context condition keys such as {@code aws:SecureTransport}; a key that is not there is absent
     */
    public record Request(String principalArn, String action, String resource, Map<String, String> context) {}

    private PolicyEvaluation() {}

    public static Decision evaluate(PolicyDocument document, Request request) {
        if (!denying(document, request).isEmpty()) {
            return Decision.DENIED;
        }
        return document.statements().stream().anyMatch(s -> s.isAllow() && applies(s.meaning(), request))
                ? Decision.ALLOWED
                : Decision.NO_MATCH;
    }

    /** The statements that deny the request. */
    public static List<Statement> denying(PolicyDocument document, Request request) {
        return document.statements().stream()
                .filter(s -> s.isDeny() && applies(s.meaning(), request))
                .toList();
    }

    private static boolean applies(Meaning meaning, Request request) {
        var action = request.action().toLowerCase(Locale.ROOT);
        var context = request.context().entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
        return meaning.principals().match(principal -> isPrincipal(principal, request.principalArn()))
                && meaning.actions().match(pattern -> Wildcards.matches(pattern, action))
                && meaning.resources().match(pattern -> Wildcards.matches(pattern, request.resource()))
                && meaning.conditions().stream().allMatch(test -> test.holds(context, !meaning.allow()));
    }

    private static boolean isPrincipal(String principal, String caller) {
        if (principal.equals("*") || principal.equals("AWS:" + caller) || principal.equals("Service:" + caller)) {
            return true;
        }
        var parts = caller.split(":", 6);
        return parts.length == 6 && principal.equals("AWS:" + parts[4]);
    }
}
