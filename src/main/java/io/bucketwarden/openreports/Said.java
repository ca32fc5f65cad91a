package io.bucketwarden.openreports;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a policy says, which a report is made of: when it is equal, so is the report.
 *
 * @param buckets all of them, in any order
 * @param gap why something is missing among them; null while nothing is
 */
record Said(List<BucketStatus> buckets, @Nullable Gap gap) {

    /**
     * What the conditions tell that no bucket does.
     *
     * @param isWhole whether the policy has no say at all
     */
    record Gap(
            Grade grade,
            String reason,
            String message,
            @Nullable String since,
            boolean isWhole) {}

    static Said of(S3BucketPolicy policy, List<BucketStatus> buckets) {
        var status = Optional.ofNullable(policy.getStatus()).orElse(S3BucketPolicyStatus.NONE);
        return new Said(buckets, gap(status));
    }

    private static @Nullable Gap gap(S3BucketPolicyStatus status) {
        var refused = status.condition(Condition.Type.Accepted)
                .filter(condition -> condition.status() == Condition.Status.False);
        if (refused.isPresent()) {
            return gap(refused.get(), Grade.ERROR, true);
        }
        return status.condition(Condition.Type.Compliant)
                .filter(condition -> condition.status() == Condition.Status.Unknown)
                .filter(condition -> condition.reason() != Reason.Pending && condition.reason() != Reason.Paused)
                .map(condition ->
                        gap(condition, condition.reason() == Reason.NoBuckets ? Grade.WARN : Grade.ERROR, false))
                .orElse(null);
    }

    private static Gap gap(Condition why, Grade grade, boolean isWhole) {
        return new Gap(grade, why.reason().name(), why.message(), why.lastTransitionTime(), isWhole);
    }
}
