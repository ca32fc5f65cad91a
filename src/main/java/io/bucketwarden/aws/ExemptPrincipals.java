package io.bucketwarden.aws;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who no statement of ours may shut out, beside the caller itself: ARNs of users and roles, or patterns of them.
 *
 * @param operator other identities as which this operator, or another one, works on the same buckets
 * @param breakGlass the people's way in when all else fails
 */
public record ExemptPrincipals(List<String> operator, List<String> breakGlass) {

    public static final ExemptPrincipals NONE = new ExemptPrincipals(List.of(), List.of());

    /** All of them, each in every form under which a statement has to exempt it. */
    public List<String> all() {
        return Stream.concat(operator.stream(), breakGlass.stream())
                .flatMap(arn -> Caller.principals(arn).stream())
                .distinct()
                .toList();
    }
}
