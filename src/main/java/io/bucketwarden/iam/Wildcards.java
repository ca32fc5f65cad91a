package io.bucketwarden.iam;

/** Patterns with {@code *} (any run of characters) and {@code ?} (one character). */
final class Wildcards {

    private Wildcards() {}

    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** Linear in the text for each star, so that a hostile document cannot stall us. */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /**
     * Whether every text that {@code narrow} matches is matched by {@code wide} too. A star of {@code narrow} stands
     * for itself here, which only a star of {@code wide} matches, so the answer errs towards false.
     */
    static boolean includes(String wide, String narrow) {
        return matches(wide, narrow) && (wide.indexOf('?') < 0 || wide.equals(narrow) || !isPattern(narrow));
    }

    /** As {@link #matches}, but each of the six parts of an ARN by itself. */
    static boolean arnMatches(String pattern, String arn) {
        if (pattern.equals("*")) {
            return true;
        }
        var patterns = pattern.split(":", 6);
        var parts = arn.split(":", 6);
        if (patterns.length != 6 || parts.length != 6) {
            return false;
        }
        for (int i = 0; i < 6; i++) {
            if (!matches(patterns[i], parts[i])) {
                return false;
            }
        }
        return true;
    }
}
