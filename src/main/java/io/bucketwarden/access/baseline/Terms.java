package io.bucketwarden.access.baseline;

import java.time.Instant;
import java.util.Set;

/**
 * What is asked of a baseline.
 *
 * @param maxAccessors that are listed
 * @param forgetAfterDays since somebody was last seen
 * @param acknowledged ids of accessors that are as they should be
 */
public record Terms(int maxAccessors, int forgetAfterDays, Instant now, Set<String> acknowledged) {

    public Terms {
        acknowledged = Set.copyOf(acknowledged);
    }

    /** What is last seen before that second is forgotten. */
    long forgottenBefore() {
        return now.getEpochSecond() - forgetAfterDays * Days.SECONDS;
    }
}
