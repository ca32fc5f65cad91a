package io.bucketwarden.fleet;

import io.bucketwarden.iam.Wildcards;
import java.util.List;

/**
 * Globs over bucket names. A name matches when it matches one that includes and none that excludes, in whatever order
 * they stand.
 */
record NamePatterns(List<String> including, List<String> excluding) {

    private static final String EXCLUDES = "!";

    /**
     * Reads a list of patterns.
     *
     * @param patterns with {@code *} for any run of characters, {@code ?} for one, and a leading {@code !} to exclude
     */
    static NamePatterns of(List<String> patterns) {
        return new NamePatterns(
                patterns.stream().filter(p -> !p.startsWith(EXCLUDES)).toList(),
                patterns.stream()
                        .filter(p -> p.startsWith(EXCLUDES))
                        .map(p -> p.substring(1))
                        .toList());
    }

    boolean match(String bucket) {
        return any(including, bucket) && !any(excluding, bucket);
    }

    /** Whether they include every name, so that they say nothing of the one they meet. */
    boolean includeAll() {
        return including.stream().anyMatch(pattern -> pattern.chars().allMatch(c -> c == '*'));
    }

    private static boolean any(List<String> patterns, String bucket) {
        return patterns.stream().anyMatch(pattern -> Wildcards.matches(pattern, bucket));
    }
}
