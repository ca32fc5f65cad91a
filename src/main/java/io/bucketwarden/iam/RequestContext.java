package io.bucketwarden.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The condition keys of one request, as far as they are known. A key with no values is absent. Keys that follow from
 * the principal need not be given; one that is given goes before what would follow.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">Global keys</a>
 */
public final class RequestContext {

    private final Map<String, List<String>> keys;
    private final boolean complete;
    private final boolean principalKeys;

    private RequestContext(Map<String, List<String>> keys, boolean complete, boolean principalKeys) {
        this.keys = keys;
        this.complete = complete;
        this.principalKeys = principalKeys;
    }

    /** The request has these keys, those that follow from its principal, and no other. */
    public static RequestContext exactly(Map<String, List<String>> keys) {
        return new RequestContext(lowerCased(keys, Set.of()), true, true);
    }

    /** The request has these keys and not the absent ones; whether it has others is unknown. */
    public static RequestContext knowing(Map<String, List<String>> keys, Set<String> absent) {
        return new RequestContext(lowerCased(keys, absent), false, true);
    }

    /**
     * The same, but no key follows from the principal: those that would are unknown unless given. For servers other
     * than AWS, which know few of them.
     */
    public RequestContext withoutPrincipalKeys() {
        return new RequestContext(keys, complete, false);
    }

    private static Map<String, List<String>> lowerCased(Map<String, List<String>> keys, Set<String> absent) {
        var all = new HashMap<String, List<String>>();
        absent.forEach(key -> all.put(key.toLowerCase(Locale.ROOT), List.of()));
        keys.forEach((key, values) -> all.put(key.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return Map.copyOf(all);
    }

    /** The values of a key in lower case, none when it is absent; empty when that is unknown. */
    Optional<List<String>> values(String key, Principal principal) {
        var given = keys.get(key);
        if (given != null) {
            return Optional.of(given);
        }
        if (PrincipalKeys.follows(key)) {
            return principalKeys ? PrincipalKeys.values(key, principal) : Optional.empty();
        }
        return complete ? Optional.of(List.of()) : Optional.empty();
    }

    /** What is known of a key, in lower case, of which {@link #values} are unknown. */
    Optional<RoleOfAnyPath> role(String key, Principal principal) {
        return principalKeys && !keys.containsKey(key) ? PrincipalKeys.role(key, principal) : Optional.empty();
    }

    @Override
    public String toString() {
        return (complete ? "exactly " : "knowing ")
                + new HashMap<>(keys)
                + (principalKeys ? "" : " without principal keys");
    }
}
