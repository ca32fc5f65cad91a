package io.bucketwarden;

import java.util.regex.Pattern;

/** Text of others, such as names, messages and principals, as it may be shown: a terminal obeys control characters. */
final class Printable {

    /** Control characters, also those of eight bits; marks that reorder or hide text; line and paragraph separators. */
    private static final Pattern OBEYED = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    /** One line: each character that would do something instead of being shown is a question mark. */
    static String of(String text) {
        return OBEYED.matcher(text).replaceAll("?");
    }
}
