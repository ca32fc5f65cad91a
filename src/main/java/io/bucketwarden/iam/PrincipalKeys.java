package io.bucketwarden.iam;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The condition keys that follow from who makes a request, in lower case.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties">
 *     Properties of the principal</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable">
 *     Principal key values</a>
 */
final class PrincipalKeys {

    private static final String PREFIX = "aws:principal";
    private static final String TAG = "aws:principaltag/";
    private static final String ORG_ID = "aws:principalorgid";
    private static final String ORG_PATHS = "aws:principalorgpaths";
    private static final Set<String> OF_A_SERVICE = Set.of("aws:principalservicename", "aws:principalservicenameslist");

    private static final Optional<List<String>> UNKNOWN = Optional.empty();
    private static final Optional<List<String>> ABSENT = Optional.of(List.of());

    private PrincipalKeys() {}

    static boolean follows(String key) {
        return key.startsWith(PREFIX) || key.equals("aws:username") || key.equals("aws:userid");
    }

    /** The values of a key for which {@link #follows} holds, none when it is absent; empty when that is unknown. */
    static Optional<List<String>> values(String key, Principal principal) {
        return switch (principal.kind()) {
            case ANONYMOUS -> ofAnonymous(key);
            case SERVICE -> ofService(key, principal);
            case CANONICAL_USER, OTHER -> UNKNOWN;
            case ROOT, USER, ROLE, SESSION, FEDERATED_USER, SOMEONE ->
                principal.hasKnownAccount() ? ofAccount(key, principal) : UNKNOWN;
        };
    }

    /** What is known of a key whose values are unknown: that it is the ARN of a role of which only the path is. */
    static Optional<RoleOfAnyPath> role(String key, Principal principal) {
        return key.equals("aws:principalarn")
                        && principal.kind() == Principal.Kind.SESSION
                        && principal.role().isEmpty()
                        && principal.hasKnownAccount()
                ? Optional.of(RoleOfAnyPath.of(principal))
                : Optional.empty();
    }

    private static Optional<List<String>> ofAnonymous(String key) {
        return switch (key) {
            case "aws:principalaccount", "aws:userid" -> known("anonymous");
            case "aws:principaltype" -> known("Anonymous");
            case "aws:principalarn", "aws:principalisawsservice", "aws:username", ORG_ID, ORG_PATHS -> ABSENT;
            default -> OF_A_SERVICE.contains(key) || key.startsWith(TAG) ? ABSENT : UNKNOWN;
        };
    }

    private static Optional<List<String>> ofService(String key, Principal principal) {
        return switch (key) {
            case "aws:principalisawsservice" -> known("true");
            case "aws:principalservicename" -> known(principal.name());
            case "aws:username", ORG_ID, ORG_PATHS -> ABSENT;
            // AWS does not say in which account its services act, nor all the names that they have.
            default -> key.startsWith(TAG) ? ABSENT : UNKNOWN;
        };
    }

    private static Optional<List<String>> ofAccount(String key, Principal principal) {
        return switch (key) {
            case "aws:principalaccount" -> known(principal.account());
            case "aws:principalisawsservice" -> known("false");
            case "aws:principalarn" -> arn(principal);
            case "aws:principaltype" -> type(principal);
            case "aws:username" -> username(principal);
            case "aws:userid" -> userId(principal);
            // Organization and tags are not to be seen in an ARN.
            default -> OF_A_SERVICE.contains(key) ? ABSENT : UNKNOWN;
        };
    }

    private static Optional<List<String>> arn(Principal principal) {
        return switch (principal.kind()) {
            case ROOT, USER, ROLE, FEDERATED_USER -> known(principal.name());
            // The ARN of a session leaves out the path of its role.
            case SESSION -> principal.role().isEmpty() ? UNKNOWN : known(principal.role());
            default -> UNKNOWN;
        };
    }

    private static Optional<List<String>> type(Principal principal) {
        return switch (principal.kind()) {
            case ROOT -> known("Account");
            case USER -> known("User");
            case ROLE, SESSION -> known("AssumedRole");
            case FEDERATED_USER -> known("FederatedUser");
            default -> UNKNOWN;
        };
    }

    private static Optional<List<String>> username(Principal principal) {
        return switch (principal.kind()) {
            case USER -> known(principal.lastName());
            case ROOT, ROLE, SESSION, FEDERATED_USER -> ABSENT;
            default -> UNKNOWN;
        };
    }

    private static Optional<List<String>> userId(Principal principal) {
        return switch (principal.kind()) {
            case ROOT -> known(principal.account());
            case FEDERATED_USER -> known(principal.account() + ":" + principal.lastName());
            default -> UNKNOWN;
        };
    }

    private static Optional<List<String>> known(String value) {
        return Optional.of(List.of(value));
    }
}
