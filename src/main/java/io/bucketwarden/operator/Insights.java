package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.fleet.Standing;
import io.bucketwarden.insight.Insight;
import io.bucketwarden.insight.Insight.Phase;
import io.bucketwarden.insight.PolicyInsight;
import io.bucketwarden.operator.rules.Acceptance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/** Puts together what is known at one moment, of every bucket, where a status has room for a hundred. */
record Insights(Leadership leadership, Policies policies, Fleet fleet, Schedule schedule) {

    /** @param isAsked whether it acts, and has seen every policy */
    Insight at(Instant now, boolean isAsked, boolean inTouch) {
        var phase = !leadership.isHeld() ? Phase.STANDBY : isAsked ? Phase.WORKING : Phase.STARTING;
        return new Insight(
                phase,
                inTouch,
                leadership.leader(),
                now,
                phase == Phase.WORKING ? policies.all().map(this::known).toList() : List.of());
    }

    private PolicyInsight known(S3BucketPolicy policy) {
        var book = fleet.book(policy);
        var said = book.said();
        var standing = fleet.standing(policy.getMetadata().getUid());
        var isWaiting = standing.isEmpty() || fleet.isListing(policy);
        var names = standing.map(Standing::buckets).orElse(Set.of());
        var buckets = new ArrayList<BucketStatus>();
        var lookedAt = new HashMap<String, Instant>();
        for (var bucket : book.lastLooks(names, policy.isPaused())) {
            buckets.add(bucket.status());
            if (bucket.at() != null) {
                lookedAt.put(bucket.status().name(), bucket.at());
            }
        }
        if (isWaiting) {
            // Of those that it had it is only known that they were there.
            said.buckets().stream()
                    .map(BucketStatus::name)
                    .filter(name -> !names.contains(name))
                    .forEach(name -> buckets.add(Book.unlooked(name)));
        }
        var whole = new S3BucketPolicy();
        whole.setMetadata(policy.getMetadata());
        whole.setSpec(policy.getSpec());
        whole.setStatus(new S3BucketPolicyStatus(
                said.observedGeneration(),
                said.target(),
                said.mode(),
                null,
                buckets,
                false,
                said.lastCheckTime(),
                said.lastHandledReconcileAt(),
                said.conditions()));
        return new PolicyInsight(whole, interval(policy), isWaiting, lookedAt);
    }

    private Duration interval(S3BucketPolicy policy) {
        return Acceptance.allows(policy) ? schedule.interval(policy.getSpec()) : schedule.floor();
    }
}
