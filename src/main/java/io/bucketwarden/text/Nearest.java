package io.bucketwarden.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that a misspelt one was probably meant to be. */
public final class Nearest {

    private Nearest() {}

    /** The name that takes the fewest changes of a letter, if they are at most a third of what was written. */
    public static Optional<String> to(String written, Collection<String> names) {
        var lower = written.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> Math.abs(name.length() - written.length()) <= written.length() / 3)
                .filter(name -> distance(lower, name) <= written.length() / 3)
                .min(Comparator.comparingInt((String name) -> distance(lower, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Letters to add, to take away or to replace, without regard to capitals. */
    private static int distance(String lower, String name) {
        var other = name.toLowerCase(Locale.ROOT);
        var row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= lower.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                var above = row[j];
                var same = lower.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(above, row[j - 1]) + 1, diagonal + same);
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
