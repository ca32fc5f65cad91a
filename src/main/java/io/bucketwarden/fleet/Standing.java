package io.bucketwarden.fleet;

import io.bucketwarden.api.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one policy is responsible for.
 *
 * @param buckets those on which it has a claim
 * @param undecided buckets that it may or may not select, and why that is not known
 * @param problems what could not be listed
 * @param waiting whether something has not been listed yet
 * @param refusal why it is responsible for nothing at all; null when it is for something, or may be
 */
public record Standing(
        Set<String> buckets,
        Map<String, String> undecided,
        List<Problem> problems,
        boolean waiting,
        @Nullable Problem refusal) {

    /** Where the bucket is has to be listed first. */
    static Standing unlisted() {
        return new Standing(Set.of(), Map.of(), List.of(), true, null);
    }

    static Standing notThere() {
        return refused(Reason.BucketNotFound, "There is no such bucket in the account that is granted for it.");
    }

    static Standing refused(Reason reason, String message) {
        return new Standing(Set.of(), Map.of(), List.of(), false, new Problem(reason, message));
    }
}
