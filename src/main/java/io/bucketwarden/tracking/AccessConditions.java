package io.bucketwarden.tracking;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketAccessStatus;
import io.bucketwarden.api.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The conditions of what is known of a bucket: Reading always, Saturated while it holds. Pure. */
record AccessConditions(S3BucketAccessStatus previous, long generation, Instant now) {

    /** @param reading whether the logs are read, why or why not */
    List<Condition> of(Condition.Status reading, Reason reason, String message, boolean saturated) {
        var conditions = new ArrayList<Condition>();
        conditions.add(condition(Condition.Type.Reading, reading, reason, message));
        if (saturated) {
            conditions.add(condition(
                    Condition.Type.Saturated,
                    Condition.Status.True,
                    Reason.TooManyAccessors,
                    "More use the bucket than can be remembered, so some were forgotten early: who is told as new may have"
                            + " been there before. It ends when fewer come, or with a smaller forgetAfterDays."));
        }
        return List.copyOf(conditions);
    }

    private Condition condition(Condition.Type type, Condition.Status status, Reason reason, String message) {
        var since = previous.conditions().stream()
                .filter(before -> before.type() == type && before.status() == status)
                .map(Condition::lastTransitionTime)
                .findFirst()
                .orElse(Stamp.of(now));
        return new Condition(type, status, reason, message, generation, since);
    }
}
