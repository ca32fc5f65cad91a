package io.bucketwarden.command.run;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.operator.Insight;
import io.bucketwarden.operator.Known;
import io.bucketwarden.page.Moment;
import io.bucketwarden.page.Told;
import java.time.Instant;
import java.util.HashMap;

/** Makes of what the operator knows what the page shows: every bucket, where a status has room for a hundred. */
final class Shown {

    private Shown() {}

    static Moment of(Insight insight, Instant at) {
        return new Moment(
                switch (insight.phase()) {
                    case STANDBY -> Moment.Phase.STANDBY;
                    case STARTING -> Moment.Phase.STARTING;
                    case WORKING -> Moment.Phase.WORKING;
                },
                insight.inTouch(),
                insight.leader(),
                at,
                insight.policies().stream().map(Shown::told).toList());
    }

    private static Told told(Known known) {
        var lookedAt = new HashMap<String, Instant>();
        known.buckets().forEach(bucket -> {
            if (bucket.lookedAt() != null) {
                lookedAt.put(bucket.status().name(), bucket.lookedAt());
            }
        });
        var policy = new S3BucketPolicy();
        policy.setMetadata(known.policy().getMetadata());
        policy.setSpec(known.policy().getSpec());
        policy.setStatus(whole(known));
        return new Told(policy, known.interval(), known.waiting(), lookedAt);
    }

    private static S3BucketPolicyStatus whole(Known known) {
        var said = known.said();
        return new S3BucketPolicyStatus(
                said.observedGeneration(),
                said.target(),
                said.mode(),
                null,
                known.buckets().stream().map(Known.Bucket::status).toList(),
                false,
                said.lastCheckTime(),
                said.lastHandledReconcileAt(),
                said.conditions());
    }
}
