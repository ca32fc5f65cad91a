package io.bucketwarden.operator;

import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.operator.status.Look;
import java.time.Duration;
import java.util.Collection;
import java.util.random.RandomGenerator;

/**
 * When to look again. Full checks come at the interval and up to a tenth later, so that a fleet does not check at once.
 *
 * @param floor no policy is checked more often than this
 * @param verifyDelay from a write to the look that confirms it; doubled for each write that did not hold
 */
record Schedule(Duration floor, Duration verifyDelay, RandomGenerator random) {

    /** S3 mostly shows a write at once. What it does not show yet is waited for. */
    static final Duration FIRST_SIGHT = Duration.ofMillis(200);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final int MAX_DOUBLINGS = 6;

    /**
     * When to look at a bucket again.
     *
     * @param interval the time between two full checks
     * @param unverifiedWrites those in a row that have not been seen to hold
     * @param wrote whether something was written just now
     */
    Next after(Collection<Look> looks, Duration interval, int unverifiedWrites, boolean wrote) {
        if (looks.stream().anyMatch(look -> look.has(Reason.Remediating))) {
            var wait = wrote ? shorter(FIRST_SIGHT, verifyDelay) : untilVerified(verifyDelay, unverifiedWrites);
            // One that could not look has to do so in full.
            var failed = looks.stream().anyMatch(look -> look.problem() != null || look.failures() > 0);
            return new Next(shorter(wait, interval), true, failed);
        }
        var failures = looks.stream().mapToInt(Look::failures).max().orElse(0);
        return new Next(failures > 0 ? shorter(backoff(failures), interval) : jittered(interval), false, true);
    }

    /** How long a write may take to be seen before it counts as one that did not hold. */
    static Duration untilVerified(Duration verifyDelay, int unverifiedWrites) {
        return verifyDelay.multipliedBy(1L << Math.clamp(unverifiedWrites - 1L, 0, 3));
    }

    /** The time between two full checks of a policy. */
    Duration interval(S3BucketPolicySpec spec) {
        return spec.effectiveInterval(floor);
    }

    private Duration backoff(int failures) {
        return jittered(FIRST_RETRY.multipliedBy(1L << Math.clamp(failures - 1L, 0, MAX_DOUBLINGS)));
    }

    private Duration jittered(Duration duration) {
        return duration.plusMillis((long) (duration.toMillis() * random.nextDouble() / 10));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
