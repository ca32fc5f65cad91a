package io.bucketwarden.operator;

import io.bucketwarden.api.Mode;
import io.bucketwarden.fleet.Claim;
import io.bucketwarden.fleet.Grants;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Optional;

/** What may be done this very moment, asked of the informers and not of what was worked out a while ago. */
final class Permits {

    private final Policies policies;
    private final Tenancy tenancy;
    private volatile boolean closed;

    Permits(Policies policies, Tenancy tenancy) {
        this.policies = policies;
        this.tenancy = tenancy;
    }

    /**
     * Whether a claim still holds this very moment: the policy is unchanged and not paused, and its namespace is still
     * granted the bucket. Asked right before a write.
     */
    boolean stands(Claim claim, String bucket, String region) {
        return !closed
                && policies.get(ResourceID.fromResource(claim.policy()))
                        .filter(now -> claim.uid().equals(now.getMetadata().getUid())
                                && !Policies.isOther(claim.policy(), now))
                        .isPresent()
                && granted(claim, bucket, region)
                        .filter(mode -> mode == Mode.Enforce)
                        .isPresent();
    }

    /** The highest mode that is granted where the bucket turned out to be; empty when it is not granted there at all. */
    Optional<Mode> granted(Claim claim, String bucket, String region) {
        var grants = tenancy.grants();
        var granted = grants == null
                ? Grants.everything()
                : Grants.of(grants, tenancy.labels(claim.policy().getMetadata().getNamespace()));
        return granted.mode(bucket, claim.account().id(), region);
    }

    /** No write is begun from now on. */
    void forbidWrites() {
        closed = true;
    }
}
