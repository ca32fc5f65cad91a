package io.bucketwarden.operator;

import io.bucketwarden.aws.Buckets;
import io.bucketwarden.events.ChangeEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Tells who acts as the operator from the operator itself, by the ids of its own requests. Of a time of which it does not
 * know all that it did, it says nothing.
 */
final class Impersonation {

    /** Clocks may differ by so much, and a write's answer takes its time. */
    static final Duration SKEW = Duration.ofMinutes(1);

    private final Buckets buckets;
    private final Fleet fleet;

    Impersonation(Buckets buckets, Fleet fleet) {
        this.buckets = buckets;
        this.fleet = fleet;
    }

    /**
     * Whether somebody else made a call by the operator's user, or by a role through which policies act.
     *
     * @param since from when on this process knows what it did
     */
    boolean is(ChangeEvent event, Instant since) {
        return event.requestId() != null
                && event.time().isAfter(since)
                && event.time().isAfter(buckets.ownWritesKnownSince().plus(SKEW))
                && Stream.of(event.actor().role(), event.actor().principal())
                        .flatMap(Stream::ofNullable)
                        .anyMatch(arn -> buckets.isOperator(arn)
                                || fleet.roster().roles().contains(arn));
    }
}
