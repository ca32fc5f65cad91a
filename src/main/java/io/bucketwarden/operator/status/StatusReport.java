package io.bucketwarden.operator.status;

import io.bucketwarden.api.BucketState;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.Summary;
import io.bucketwarden.api.Stamp;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts the status of a policy together from what was said and what is known of each of its buckets. Pure.
 *
 * @param previous what the policy says now
 * @param unheard why changes are not heard of; null while they are
 * @param misread why the revert annotation has no effect; null while it has, or there is none
 */
public record StatusReport(
        S3BucketPolicyStatus previous,
        long generation,
        @Nullable String handledRequest,
        @Nullable String unheard,
        @Nullable String misread,
        Instant at) {

    /** Why a policy says nothing at all of its buckets: they are the business of others. */
    private static final Set<Reason> OF_OTHERS = EnumSet.of(Reason.Conflicted, Reason.NotGranted);

    /** A status without a look at any bucket: rejected, paused or unreachable. */
    public S3BucketPolicyStatus without(Situation situation, @Nullable S3BucketPolicySpec spec) {
        var buckets = unlookedAt(situation);
        var summary =
                switch (situation) {
                    case Situation.Unreachable _ -> new Summary(1, 0, 0, 1, 0, 0, null);
                    case Situation.Paused _ -> previous.summary();
                    default -> new Summary(buckets.size(), 0, 0, buckets.size(), 0, 0, null);
                };
        return settled(new S3BucketPolicyStatus(
                generation,
                spec == null ? null : spec.bucketName() == null ? fleet(situation) : spec.bucketName(),
                spec == null ? null : spec.effectiveMode(),
                summary,
                buckets,
                situation instanceof Situation.Paused && Boolean.TRUE.equals(previous.bucketsTruncated()),
                previous.lastCheckTime(),
                handled(situation),
                Conditions.of(situation, previous, generation, unheard, misread, now())));
    }

    /** How many buckets there are tells something about them, too. */
    private @Nullable String fleet(Situation situation) {
        return situation instanceof Situation.Rejected rejected && OF_OTHERS.contains(rejected.reason())
                ? null
                : previous.target();
    }

    private List<BucketStatus> unlookedAt(Situation situation) {
        return switch (situation) {
            case Situation.Paused _ -> previous.buckets();
            case Situation.Rejected rejected when OF_OTHERS.contains(rejected.reason()) -> List.of();
            default ->
                previous.buckets().stream()
                        .map(bucket -> new BucketReport(bucket.name(), bucket, bucket, at).unlooked(null))
                        .toList();
        };
    }

    /**
     * The status of a policy with these buckets.
     *
     * @param buckets what is said of each bucket, in any order
     */
    public S3BucketPolicyStatus with(
            Situation.Checked checked, S3BucketPolicySpec spec, Collection<BucketStatus> buckets) {
        var listed = WorstFirst.of(buckets);
        var awaited = checked.looks().awaited() > 0 || checked.looks().has(Reason.Pending);
        return settled(new S3BucketPolicyStatus(
                generation,
                spec.bucketName() != null
                        ? spec.bucketName()
                        : target(checked.looks().buckets()),
                checked.granted(),
                summary(buckets, checked.looks().buckets() - buckets.size()),
                listed,
                listed.size() < buckets.size(),
                now(),
                awaited ? previous.lastHandledReconcileAt() : handledRequest,
                Conditions.of(checked, previous, generation, unheard, misread, now())));
    }

    private static String target(int buckets) {
        return buckets + (buckets == 1 ? " bucket" : " buckets");
    }

    /** When nothing but the time of the check moved, the old status is the new one, and nothing is written. */
    private S3BucketPolicyStatus settled(S3BucketPolicyStatus next) {
        return next.withLastCheckTime(null).equals(previous.withLastCheckTime(null)) ? previous : next;
    }

    private @Nullable String handled(Situation situation) {
        return situation instanceof Situation.Paused ? previous.lastHandledReconcileAt() : handledRequest;
    }

    /** Each bucket counts once: as unknown, drifted, superseded, exempt or compliant. */
    private static Summary summary(Collection<BucketStatus> buckets, int unseen) {
        var total = buckets.size() + unseen;
        var unknown = count(buckets, b -> BucketState.of(b) == BucketState.Unknown) + unseen;
        return new Summary(
                total,
                count(buckets, b -> BucketState.of(b) == BucketState.Compliant),
                count(buckets, b -> BucketState.of(b).compareTo(BucketState.Drifted) <= 0),
                unknown,
                count(buckets, b -> BucketState.of(b) == BucketState.Exempt),
                count(buckets, b -> BucketState.of(b) == BucketState.Superseded),
                total > 0 && unknown == total
                        ? null
                        : Integer.valueOf(
                                buckets.stream().mapToInt(BucketState::drifts).sum()));
    }

    private static int count(Collection<BucketStatus> buckets, Predicate<BucketStatus> which) {
        return (int) buckets.stream().filter(which).count();
    }

    private String now() {
        return Stamp.of(at);
    }
}
