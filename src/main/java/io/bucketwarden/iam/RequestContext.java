package io.bucketwarden.iam;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The condition keys of one request, in lower case, and what policy variables stand for in it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Policy variables</a>
 */
record RequestContext(Map<String, String> keys, boolean variables) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern WITH_DEFAULT = Pattern.compile("\\s*([^,\\s]+)\\s*(?:,\\s*'([^']*)'\\s*)?");

    /** @param variables whether the document's version has policy variables; in older ones they are plain text */
    static RequestContext of(Map<String, String> context, boolean variables) {
        var keys = new HashMap<String, String>();
        context.forEach((key, value) -> keys.put(key.toLowerCase(Locale.ROOT), value));
        return new RequestContext(Map.copyOf(keys), variables);
    }

    /** @param key in lower case */
    Optional<String> value(String key) {
        return Optional.ofNullable(keys.get(key));
    }

    /** The pattern with its variables replaced; empty when one has no value in this request. */
    Optional<String> resolve(String pattern) {
        if (!variables || !pattern.contains("${")) {
            return Optional.of(pattern);
        }
        var result = new StringBuilder();
        var variable = VARIABLE.matcher(pattern);
        int end = 0;
        while (variable.find()) {
            var replacement = replacement(variable.group(1));
            if (replacement.isEmpty()) {
                return Optional.empty();
            }
            result.append(pattern, end, variable.start()).append(Wildcards.literal(replacement.get()));
            end = variable.end();
        }
        return Optional.of(result.append(pattern, end, pattern.length()).toString());
    }

    private Optional<String> replacement(String name) {
        if (name.equals("*") || name.equals("?") || name.equals("$")) {
            return Optional.of(name);
        }
        var parts = WITH_DEFAULT.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return value(parts.group(1).toLowerCase(Locale.ROOT)).or(() -> Optional.ofNullable(parts.group(2)));
    }
}
