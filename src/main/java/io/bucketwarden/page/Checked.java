package io.bucketwarden.page;

import io.bucketwarden.insight.PolicyInsight;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a bucket was last looked at, by the policy that has not looked at it for longest.
 *
 * @param at null when one has not since the operator started
 * @param state whether that is as it should be
 */
record Checked(@Nullable Instant at, State state) {

    enum State {
        FRESH,
        /** Longer ago than two checks should be apart. */
        OLD,
        /** Nobody looks, since a policy is paused. */
        PAUSED,
        /** Not since the operator started. */
        NEVER
    }

    /** Beyond two intervals. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    static Checked of(PolicyInsight policy, String bucket, Instant now) {
        var at = policy.lookedAt().get(bucket);
        if (policy.policy().isPaused()) {
            return new Checked(at, State.PAUSED);
        }
        if (at == null) {
            return new Checked(null, State.NEVER);
        }
        var latest = at.plus(policy.interval().multipliedBy(2)).plus(GRACE);
        return new Checked(at, latest.isBefore(now) ? State.OLD : State.FRESH);
    }

    /** The worse of the two. */
    Checked and(Checked other) {
        if (state != other.state()) {
            return state.compareTo(other.state()) > 0 ? this : other;
        }
        return at == null || (other.at() != null && !other.at().isBefore(at)) ? this : other;
    }
}
