package io.bucketwarden.iam;

import java.util.List;
import java.util.Locale;

/**
 * The ARN of a role of which a session told the name: its path is not to be seen in the ARN of the session. What a
 * pattern says to it is certain where it says the same whatever the path, and without one.
 *
 * @param fixed the parts of the ARN before its last
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns">ARNs and
 *     paths</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html">Service-linked roles</a>
 */
record RoleOfAnyPath(List<String> fixed, String name) {

    private static final String ROLE = "role/";

    /** Nobody but AWS makes roles there, and all of those have names that begin alike. */
    private static final String SERVICE_LINKED_PATH = "aws-service-role/";

    private static final String SERVICE_LINKED_NAME = "AWSServiceRoleFor";

    /** @param session one of which the role's path is unknown, of a known account */
    static RoleOfAnyPath of(Principal session) {
        return new RoleOfAnyPath(List.of("arn", session.partition(), "iam", "", session.account()), session.roleName());
    }

    /** The ARN of the role if it has no path. */
    String withoutPath() {
        return start() + name;
    }

    /** Whether the ARN of the role, if it has a path, is that text; never certain that it is. */
    Truth is(String text, boolean ignoringCase) {
        return ignoringCase
                ? isOne(text.toLowerCase(Locale.ROOT), start().toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))
                : isOne(text, start(), name);
    }

    private Truth isOne(String text, String start, String last) {
        var possible = text.startsWith(start)
                && text.length() > start.length() + 1 + last.length()
                && text.endsWith("/" + last)
                && mayHavePath(text.substring(start.length()));
        return possible ? Truth.UNSURE : Truth.NO;
    }

    /** Whether the ARN of the role, if it has a path, matches a pattern as plain text. */
    Truth matchesText(String pattern) {
        return matches(pattern, start());
    }

    /** Whether the ARN of the role, if it has a path, matches a pattern part by part. */
    Truth matches(ArnPattern pattern) {
        for (int i = 0; i < fixed.size(); i++) {
            if (!Wildcards.matches(pattern.parts().get(i), fixed.get(i))) {
                return Truth.NO;
            }
        }
        return matches(pattern.resource(), ROLE);
    }

    private String start() {
        return String.join(":", fixed) + ":" + ROLE;
    }

    private Truth matches(String pattern, String start) {
        if (overlap(pattern, start + "*/" + name, true)) {
            return Truth.YES;
        }
        var possible = (!pattern.startsWith(start) || mayHavePath(pattern.substring(start.length())))
                && overlap(pattern, start + "?*/" + name, false);
        return possible ? Truth.UNSURE : Truth.NO;
    }

    private boolean mayHavePath(String path) {
        return !path.startsWith(SERVICE_LINKED_PATH) || name.startsWith(SERVICE_LINKED_NAME);
    }

    /**
     * Whether a pattern and an ARN with wildcards have a text in common.
     *
     * @param all whether all texts of the ARN are meant: a star of it is then taken by a star only, which errs to false
     */
    private static boolean overlap(String pattern, String arn, boolean all) {
        var next = new boolean[arn.length() + 1];
        for (int p = pattern.length(); p >= 0; p--) {
            var row = new boolean[arn.length() + 1];
            for (int a = arn.length(); a >= 0; a--) {
                if (p < pattern.length() && pattern.charAt(p) == '*') {
                    row[a] = next[a] || (a < arn.length() && row[a + 1]);
                } else if (!all && a < arn.length() && arn.charAt(a) == '*') {
                    row[a] = row[a + 1] || (p < pattern.length() && next[a]);
                } else if (p == pattern.length() || a == arn.length()) {
                    row[a] = p == pattern.length() && a == arn.length();
                } else {
                    row[a] = takes(pattern.charAt(p), arn.charAt(a)) && next[a + 1];
                }
            }
            next = row;
        }
        return next[0];
    }

    private static boolean takes(char pattern, char arn) {
        return pattern == arn || arn == '?' || (pattern == '?' && arn != '*');
    }
}
