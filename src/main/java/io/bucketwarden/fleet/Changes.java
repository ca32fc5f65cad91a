package io.bucketwarden.fleet;

import io.bucketwarden.api.S3BucketPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What is asked otherwise in one roster than in the one before. Pure.
 *
 * @param buckets the assignments that are new or changed
 * @param awaited what each policy has to wait for, since it asks something else itself
 */
public record Changes(List<Assignment> buckets, Collection<Awaited> awaited) {

    /**
     * A policy and what it has to wait for.
     *
     * @param buckets their names
     */
    public record Awaited(S3BucketPolicy policy, List<String> buckets) {}

    public static Changes between(Roster before, Roster after) {
        var buckets = new ArrayList<Assignment>();
        var awaited = new LinkedHashMap<String, Awaited>();
        after.assignments().forEach((bucket, now) -> {
            var then = before.assignments().get(bucket);
            if (then != null && then.signature().equals(now.signature())) {
                return;
            }
            buckets.add(now);
            for (var claim : now.claims()) {
                if (then == null || !then.asks(claim)) {
                    awaited.computeIfAbsent(claim.uid(), uid -> new Awaited(claim.policy(), new ArrayList<>()))
                            .buckets()
                            .add(bucket.name());
                }
            }
        });
        return new Changes(List.copyOf(buckets), List.copyOf(awaited.values()));
    }
}
