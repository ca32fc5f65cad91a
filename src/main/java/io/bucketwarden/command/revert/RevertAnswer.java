package io.bucketwarden.command.revert;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import io.bucketwarden.command.revert.RevertRow.State;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the status of a policy says of facets that are to be put back, since they were asked for. Pure.
 *
 * @param request the value of the reconcile-requested-at annotation that was set together with the wish
 */
record RevertAnswer(S3BucketPolicyStatus status, String request) {

    static RevertAnswer of(@Nullable S3BucketPolicy policy, String request) {
        return new RevertAnswer(statusOf(policy), request);
    }

    static S3BucketPolicyStatus statusOf(@Nullable S3BucketPolicy policy) {
        return policy == null || policy.getStatus() == null ? S3BucketPolicyStatus.NONE : policy.getStatus();
    }

    /** What a status says of the bucket of a row; empty when it does not list it. */
    static Optional<BucketStatus> bucket(S3BucketPolicyStatus status, RevertRow row) {
        return status.buckets().stream()
                .filter(bucket -> bucket.name().equals(row.bucket())
                        && Objects.requireNonNullElse(bucket.accountId(), "").equals(row.account()))
                .findFirst();
    }

    /** Whether no later status will say anything better of these. */
    boolean isFinal(List<RevertRow> rows) {
        return rows.stream().map(this::told).allMatch(row -> row.isBack() || isNeverTold(row)) && isGiven();
    }

    RevertRow told(RevertRow row) {
        var bucket = bucket(status, row);
        if (!isGiven()) {
            return row.with(
                    State.Unanswered,
                    "the operator has not looked at all buckets since it was asked; " + before(row, bucket));
        }
        return bucket.isPresent() ? told(row, bucket.get()) : row.with(State.NotListed, unlisted());
    }

    /** Any earlier status, also one in which all is well, was said before the operator knew of the wish. */
    private boolean isGiven() {
        return request.equals(status.lastHandledReconcileAt());
    }

    private boolean isNeverTold(RevertRow row) {
        return row.state() == State.NotListed
                && status.condition(Condition.Type.Ready)
                        .filter(Condition::isTrue)
                        .isPresent();
    }

    private String unlisted() {
        return Boolean.TRUE.equals(status.bucketsTruncated())
                ? "the status of the policy has room for the "
                        + status.buckets().size()
                        + " worst buckets only, so it does not tell of this one; its condition Ready is "
                        + status.condition(Condition.Type.Ready)
                                .map(ready -> ready.status() + ": " + ready.message())
                                .orElse("not there")
                : "the status of the policy does not list the bucket";
    }

    private static String before(RevertRow row, Optional<BucketStatus> bucket) {
        return bucket.map(found -> "before, the status said " + state(found, row))
                .orElse("before, the status did not list the bucket");
    }

    private static RevertRow told(RevertRow row, BucketStatus bucket) {
        var said = state(bucket, row);
        var why = bucket.facet(row.facet()).map(FacetStatus::message).orElse(null);
        return switch (said) {
            case Reverted -> row.with(State.Reverted, why);
            case ActionRequired, Compensated -> row.with(State.ActionRequired, why);
            case Failed -> row.with(State.Failed, why);
            case Unknown -> row.with(State.Unknown, why == null ? bucket.message() : why);
            case Compliant, Drifted, Remediated, Exempt, Contended, Superseded ->
                row.with(State.NotReverted, "the status says " + said + (why == null ? "" : ": " + why));
        };
    }

    private static FacetState state(BucketStatus bucket, RevertRow row) {
        return bucket.facetStates().getOrDefault(row.facet(), FacetState.Unknown);
    }
}
