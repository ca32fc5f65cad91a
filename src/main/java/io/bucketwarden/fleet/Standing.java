package io.bucketwarden.fleet;

import io.bucketwarden.api.Mode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one policy is responsible for.
 *
 * @param buckets the names of those on which it has a claim
 * @param mode the highest mode in which any of them is looked at; null without a bucket
 * @param undecided buckets that it may or may not select, and why that is not known
 * @param problems what could not be listed
 * @param waiting whether something has not been asked of AWS yet
 * @param refusal why it is responsible for nothing at all; null when it is for something, or may be
 */
public record Standing(
        Set<String> buckets,
        @Nullable Mode mode,
        Map<String, Problem> undecided,
        List<Problem> problems,
        boolean waiting,
        @Nullable Problem refusal) {

    /** Something has to be asked of AWS first. */
    static Standing awaited() {
        return new Standing(Set.of(), null, Map.of(), List.of(), true, null);
    }

    static Standing of(Claim claim) {
        return new Standing(Set.of(claim.bucket().name()), claim.mode(), Map.of(), List.of(), false, null);
    }

    static Standing unlisted(List<Problem> problems) {
        return new Standing(Set.of(), null, Map.of(), List.copyOf(problems), false, null);
    }

    static Standing refused(Problem why) {
        return new Standing(Set.of(), null, Map.of(), List.of(), false, why);
    }

    /** Whether it is known which buckets there are, and there are some. */
    boolean isSettled() {
        return !buckets.isEmpty() && !waiting && problems.isEmpty() && undecided.isEmpty();
    }
}
