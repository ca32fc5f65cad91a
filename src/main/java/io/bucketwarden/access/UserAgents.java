package io.bucketwarden.access;

import java.util.Set;

/**
 * What a caller calls itself. It is chosen by the caller: a label, and never proof.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-user-agent">User-Agent</a>
 */
public final class UserAgents {

    /** With which tools of partners begin: {@code APN/1.0 Company/1.0 Product/1.0}. */
    private static final Set<String> PARTNER_PREFIXES = Set.of("APN", "APN_1.0", "APN_1.1");

    private UserAgents() {}

    /**
     * The first product of a user agent, without its version; {@link Accessor#UNKNOWN} where there is none.
     *
     * @param userAgent the header as it was sent, or as a log quotes it; empty or {@code -} for none
     */
    public static String family(String userAgent) {
        int start = skipToName(userAgent, 0);
        int end = endOfName(userAgent, start);
        if (PARTNER_PREFIXES.contains(userAgent.substring(start, end))) {
            int company = nextProduct(userAgent, end);
            int product = nextProduct(userAgent, endOfName(userAgent, company));
            int named = product < userAgent.length() ? product : company;
            if (named < userAgent.length()) {
                start = named;
                end = endOfName(userAgent, named);
            }
        }
        var name = userAgent.substring(start, end);
        return name.isEmpty() || name.equals("-") ? Accessor.UNKNOWN : BoundedText.of(name, Accessor.MAX_APPLICATION);
    }

    /** The console's is in brackets, and some send theirs in quotes. */
    private static int skipToName(String text, int from) {
        int i = from;
        while (i < text.length() && " \t[(\"'\\/".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private static int endOfName(String text, int from) {
        int i = from;
        while (i < text.length() && " \t/,;:()[]#\"'\\".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    /** A comment, such as {@code (+https://...)}, is no product. */
    private static int nextProduct(String text, int from) {
        int space = text.indexOf(' ', from);
        if (space < 0) {
            return text.length();
        }
        int start = space + 1;
        return start < text.length() && text.charAt(start) == '(' ? text.length() : start;
    }
}
