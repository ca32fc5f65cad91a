package io.bucketwarden.iam;

/** Patterns with {@code *} (any run of characters) and {@code ?} (one character). */
public final class Wildcards {

    // Stand for a star and a question mark that are themselves; a policy variable can bring such.
    private static final char LITERAL_STAR = '\uE000';
    private static final char LITERAL_QUESTION = '\uE001';

    private Wildcards() {}

    public static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** Whether the text has characters of its own that stand for something else here. */
    static boolean hasReserved(String text) {
        return text.indexOf(LITERAL_STAR) >= 0 || text.indexOf(LITERAL_QUESTION) >= 0;
    }

    /** The text with its stars and question marks meaning themselves. */
    static String literal(String text) {
        return text.replace('*', LITERAL_STAR).replace('?', LITERAL_QUESTION);
    }

    /** Linear in the text for each star, so that a hostile document cannot stall us. */
    public static boolean matches(String pattern, String text) {
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
    public static boolean includes(String wide, String narrow) {
        if (wide.equals(narrow) || wide.equals("*")) {
            return true;
        }
        // What a policy variable stands for is not known, and a question mark would take a star for one character.
        if (wide.contains("${") || narrow.contains("${") || (wide.indexOf('?') >= 0 && isPattern(narrow))) {
            return false;
        }
        return matches(wide, narrow);
    }
}
