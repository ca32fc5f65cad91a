package io.bucketwarden.iam;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one request while a document is held against it: its condition keys, and what policy variables
 * stand for.
 *
 * @param variables whether the document's version has policy variables; in older ones they are plain text
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Policy variables</a>
 */
record Facts(Principal principal, RequestContext context, boolean variables) {

    private static final String OPENING = "${";

    /** @param text what the variable stands for; null when it has no value */
    private record Replacement(Truth known, @Nullable String text) {

        static final Replacement UNKNOWN = new Replacement(Truth.UNSURE, null);
        static final Replacement ABSENT = new Replacement(Truth.NO, null);
    }

    /** @param key in lower case */
    Optional<List<String>> values(String key) {
        return context.values(key, principal);
    }

    /**
     * What is known of a key of which {@link #values} are unknown.
     *
     * @param key in lower case
     */
    Optional<RoleOfAnyPath> role(String key) {
        return context.role(key, principal);
    }

    boolean hasVariable(String value) {
        return variables && value.contains(OPENING);
    }

    /**
     * A test of a value of the document, its variables replaced, against one of the request. A variable that has no
     * value in the request matches nothing, and of one that is unknown it cannot be told.
     *
     * @param test gets both with the stars and question marks that stand for themselves escaped
     */
    Truth test(String value, String actual, BiFunction<String, String, Truth> test) {
        if (!hasVariable(value)) {
            return test.apply(value, actual);
        }
        if (Wildcards.hasReserved(value) || Wildcards.hasReserved(actual)) {
            return Truth.UNSURE;
        }
        var resolved = new StringBuilder();
        var known = replaceAll(value, resolved);
        return known == Truth.YES ? test.apply(resolved.toString(), Wildcards.literal(actual)) : known;
    }

    /**
     * A statement with a variable that has no value may be invalid as a whole, says AWS, so what it matches by its
     * other values, or by negation, is not certain.
     */
    Truth settled(Truth matched, Collection<String> values) {
        return matched == Truth.YES && variables && values.stream().anyMatch(this::mayLackValue)
                ? Truth.UNSURE
                : matched;
    }

    private boolean mayLackValue(String value) {
        return hasVariable(value) && replaceAll(value, new StringBuilder()) != Truth.YES;
    }

    /** Whether all variables have a value: no as soon as one surely has none. */
    private Truth replaceAll(String value, StringBuilder resolved) {
        var known = Truth.YES;
        int end = 0;
        for (int start = value.indexOf(OPENING); start >= 0; start = value.indexOf(OPENING, end)) {
            int close = value.indexOf('}', start);
            if (close < 0) {
                return known.and(Truth.UNSURE);
            }
            var replacement = replacement(value.substring(start + OPENING.length(), close));
            known = known.and(replacement.known());
            resolved.append(value, end, start).append(replacement.text());
            end = close + 1;
        }
        resolved.append(value, end, value.length());
        return known;
    }

    private Replacement replacement(String name) {
        if (name.equals("*") || name.equals("?") || name.equals("$")) {
            return new Replacement(Truth.YES, Wildcards.literal(name));
        }
        int comma = name.indexOf(',');
        var key = (comma < 0 ? name : name.substring(0, comma)).strip().toLowerCase(Locale.ROOT);
        var values = key.indexOf(':') < 0 ? Optional.<List<String>>empty() : values(key);
        if (values.isEmpty() || values.get().size() > 1) {
            return Replacement.UNKNOWN;
        }
        if (!values.get().isEmpty()) {
            return known(values.get().getFirst());
        }
        return comma < 0
                ? Replacement.ABSENT
                : byDefault(name.substring(comma + 1).strip());
    }

    private static Replacement byDefault(String quoted) {
        return quoted.length() >= 2 && quoted.startsWith("'") && quoted.endsWith("'")
                ? known(quoted.substring(1, quoted.length() - 1))
                : Replacement.UNKNOWN;
    }

    /** Whether AWS takes a wildcard within a variable's value for one is not documented. */
    private static Replacement known(String text) {
        return Wildcards.isPattern(text) || Wildcards.hasReserved(text)
                ? Replacement.UNKNOWN
                : new Replacement(Truth.YES, text);
    }
}
