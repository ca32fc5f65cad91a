package io.bucketwarden.operator;

import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicySpec;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to look again. Full checks come at the interval and up to a tenth later, so that a fleet does not check at once.
 *
 * @param floor no policy is checked more often than this
 * @param verifyDelay from a write to the look that confirms it; doubled for each write that did not hold
 */
record Schedule(Duration floor, Duration verifyDelay, RandomGenerator random) {

    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration WAIT_FOR_WINNER = Duration.ofSeconds(10);
    private static final int MAX_DOUBLINGS = 6;

    /** After a look, or after one that could not be made. */
    Duration after(Situation situation, S3BucketPolicySpec spec, int unverifiedWrites) {
        var interval = interval(spec);
        return switch (situation) {
            // Only the informer's cache is asked, so this costs nothing.
            case Situation.Rejected _ -> jittered(WAIT_FOR_WINNER);
            case Situation.Paused _ -> jittered(interval);
            case Situation.Unreachable u ->
                u.reason() == Reason.CheckFailed ? shorter(backoff(u.failures()), interval) : jittered(interval);
            case Situation.Checked checked -> {
                if (checked.findings().stream().anyMatch(f -> f.is(Reason.Remediating))) {
                    yield shorter(verifyDelay.multipliedBy(1L << Math.clamp(unverifiedWrites - 1L, 0, 3)), interval);
                }
                yield checked.failures() > 0 ? shorter(backoff(checked.failures()), interval) : jittered(interval);
            }
        };
    }

    /** The time between two full checks of a policy. */
    Duration interval(S3BucketPolicySpec spec) {
        var wanted = spec.effectiveInterval();
        return wanted.compareTo(floor) < 0 ? floor : wanted;
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
