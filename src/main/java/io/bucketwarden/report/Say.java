package io.bucketwarden.report;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a policy has a say in its buckets, as its condition Accepted tells. */
record Say(S3BucketPolicy policy) {

    /** Why a policy has no say in a bucket that it names. */
    private static final Set<Reason> OF_OTHERS = EnumSet.of(Reason.Conflicted, Reason.NotGranted);

    /** Whether nothing tells that it is not in force: only then what it lists answers for others. */
    boolean isInForce() {
        return accepted().filter(accepted -> !accepted.isTrue()).isEmpty();
    }

    /** Whether its buckets are the business of other policies: then it says nothing of them. */
    boolean isLeftToOthers() {
        return current()
                .filter(accepted -> !accepted.isTrue() && OF_OTHERS.contains(accepted.reason()))
                .isPresent();
    }

    /** What it leaves to others; empty where it does not, or where nothing tells what that is. */
    Optional<LeftOut> leftOut() {
        var spec = policy.getSpec();
        if (!isLeftToOthers() || spec == null || spec.posture() == null) {
            return Optional.empty();
        }
        return Optional.of(
                new LeftOut(Gathering.name(policy), isGranted(), spec.posture().declared()));
    }

    /** The account that it declares, where it governs by that: anybody can write one. */
    @Nullable
    String declaredAccount() {
        var spec = policy.getSpec();
        return spec != null && current().filter(Condition::isTrue).isPresent() ? spec.accountId() : null;
    }

    /** The account under which it lists a bucket. */
    @Nullable
    String foundAccount(BucketStatus bucket) {
        return isGranted() ? bucket.accountId() : null;
    }

    private boolean isGranted() {
        return accepted()
                .filter(accepted -> accepted.reason() == Reason.NotGranted)
                .isEmpty();
    }

    /** What was said of an earlier version of the policy need not hold of this one. */
    private Optional<Condition> current() {
        var generation = policy.getMetadata().getGeneration();
        return accepted().filter(accepted -> generation != null && generation.equals(accepted.observedGeneration()));
    }

    private Optional<Condition> accepted() {
        return Optional.ofNullable(policy.getStatus()).flatMap(status -> status.condition(Condition.Type.Accepted));
    }
}
