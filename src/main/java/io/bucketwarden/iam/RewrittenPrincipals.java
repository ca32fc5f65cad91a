package io.bucketwarden.iam;

import java.util.Set;
import java.util.TreeSet;

/**
 * Principals that may be the same under other names: S3 stores a canonical user id as the ARN of its account or origin
 * access identity, and shows the unique id of a user or role that was deleted in place of its ARN.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principals</a>
 */
final class RewrittenPrincipals {

    private static final String AWS = "AWS:";
    private static final String CANONICAL_USER = "CanonicalUser:";

    private RewrittenPrincipals() {}

    /**
     * Whether each name that only one of them has may stand for one that the other has. An id may also stand for somebody
     * whom both name.
     */
    static boolean mayBe(Meaning.Elements one, Meaning.Elements other) {
        var left = without(one.values(), other.values());
        var right = without(other.values(), one.values());
        return one.negated() == other.negated() && standFor(left, right) && standFor(right, left);
    }

    /** Whether there is an id for each name that is none. */
    private static boolean standFor(Set<String> ids, Set<String> names) {
        var open = names.stream().filter(name -> !isId(name)).toList();
        return open.stream().allMatch(name -> name.startsWith(AWS))
                && open.size() <= ids.stream().filter(RewrittenPrincipals::isId).count();
    }

    private static boolean isId(String principal) {
        return principal.startsWith(CANONICAL_USER)
                || (principal.startsWith(AWS) && PrincipalFault.isDeleted(principal.substring(AWS.length())));
    }

    private static Set<String> without(Set<String> of, Set<String> others) {
        var rest = new TreeSet<>(of);
        rest.removeAll(others);
        return rest;
    }
}
