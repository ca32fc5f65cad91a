package io.bucketwarden.operator;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.fleet.Standing;
import io.bucketwarden.operator.rules.Acceptance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the operator knows at one moment, to be shown.
 *
 * @param inTouch whether it would hear of every change of policies and grants
 * @param leader who acts, as far as this replica knows; null without election
 * @param policies none unless it is at work
 */
public record Insight(
        Phase phase, boolean inTouch, @Nullable String leader, List<Known> policies) {

    /** What the operator is doing. */
    public enum Phase {
        /** Another replica acts. */
        STANDBY,
        /** It has not seen every policy yet. */
        STARTING,
        WORKING
    }

    static Insight of(
            Leadership leadership,
            boolean isAsked,
            boolean inTouch,
            Policies policies,
            Fleet fleet,
            Schedule schedule) {
        var phase = !leadership.isHeld() ? Phase.STANDBY : isAsked ? Phase.WORKING : Phase.STARTING;
        return new Insight(
                phase,
                inTouch,
                leadership.leader(),
                phase == Phase.WORKING
                        ? policies.all()
                                .map(policy -> known(policy, fleet, schedule))
                                .toList()
                        : List.of());
    }

    private static Known known(S3BucketPolicy policy, Fleet fleet, Schedule schedule) {
        var book = fleet.book(policy);
        var said = book.said();
        var standing = fleet.standing(policy.getMetadata().getUid());
        var isWaiting = standing.isEmpty() || fleet.isListing(policy);
        var names = standing.map(Standing::buckets).orElse(Set.of());
        var buckets = new ArrayList<>(book.known(names, policy.isPaused()));
        if (isWaiting) {
            // Of those that it had it is only known that they were there.
            said.buckets().stream()
                    .filter(bucket -> !names.contains(bucket.name()))
                    .forEach(bucket -> buckets.add(unlooked(bucket.name())));
        }
        return new Known(policy, said, interval(policy, schedule), isWaiting, List.copyOf(buckets));
    }

    private static Duration interval(S3BucketPolicy policy, Schedule schedule) {
        var spec = policy.getSpec();
        return spec == null || Acceptance.problem(spec).isPresent() ? schedule.floor() : schedule.interval(spec);
    }

    /** One of which nothing is known but its name. */
    static Known.Bucket unlooked(String name) {
        return new Known.Bucket(
                new BucketStatus(name, null, null, Condition.Status.Unknown, null, List.of(), List.of(), List.of()),
                null);
    }
}
