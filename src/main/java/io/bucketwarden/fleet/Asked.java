package io.bucketwarden.fleet;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of a facet of a bucket, to tell whether it is another thing than before.
 *
 * @param demand changes with the policy that governs it, its spec and what it is granted
 * @param request changes when a person asks for another look
 */
public record Asked(String demand, @Nullable String request) {

    /** Whether something else is asked, and not only once more. */
    public boolean isAnotherThan(@Nullable Asked other) {
        return other == null || !demand.equals(other.demand);
    }
}
