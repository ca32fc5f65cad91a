package io.bucketwarden.insight;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator knows at one moment, to be shown.
 *
 * @param inTouch whether it would hear of every change of policies and grants
 * @param leader the replica that acts; null where none is elected, or before that is known
 * @param policies none unless it is at work
 */
public record Insight(
        Phase phase, boolean inTouch, @Nullable String leader, Instant at, List<PolicyInsight> policies) {

    /** What the operator is doing. */
    public enum Phase {
        /** Another replica acts, and this one looks at nothing. */
        STANDBY,
        /** It has not seen every policy yet. */
        STARTING,
        WORKING
    }
}
