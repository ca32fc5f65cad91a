package io.bucketwarden.operator;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.fleet.Claim;
import io.bucketwarden.fleet.Grants;
import io.bucketwarden.posture.LiveBucket;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What may be done this very moment, asked of the informers and not of what was worked out a while ago. */
final class Permits {

    private final Policies policies;
    private final Tenancy tenancy;
    private final BooleanSupplier inTouch;
    private volatile boolean closed;

    /** @param inTouch whether every watch stands, so that no change goes unseen */
    Permits(Policies policies, BooleanSupplier inTouch, Tenancy tenancy) {
        this.policies = policies;
        this.tenancy = tenancy;
        this.inTouch = inTouch;
    }

    /**
     * Whether a claim still holds this very moment: the policy is unchanged and not paused, and its namespace is still
     * granted the bucket by the same way in; and no change of that is missed for want of a watch. Asked right before a write.
     */
    private boolean stands(Claim claim, String region) {
        return !closed
                && inTouch.getAsBoolean()
                && policies.get(ResourceID.fromResource(claim.policy()))
                        .filter(now -> claim.uid().equals(now.getMetadata().getUid())
                                && !Policies.isOther(claim.policy(), now))
                        .isPresent()
                && granted(claim, region).filter(mode -> mode == Mode.Enforce).isPresent();
    }

    /**
     * The highest mode that is granted to a claim by the way in that it has; empty when that way is not granted any more.
     *
     * @param region where the bucket is; null while that is not known
     */
    Optional<Mode> granted(Claim claim, @Nullable String region) {
        return grants(claim).mode(claim.bucket().name(), claim.access(), region);
    }

    /**
     * A bucket as these claims may use it: each write only while all for whom it is made still ask for it and may have it,
     * and no log target that is not granted, too.
     *
     * @param governed the facets that somebody governs
     * @param asks whether the very same is still asked of the bucket
     */
    LiveBucket limit(LiveBucket bucket, List<Claim> claims, Set<String> governed, Predicate<Claim> asks) {
        var region = bucket.identity().region();
        return bucket.writableWhile(facets -> claims.stream()
                        .filter(claim -> isBehind(claim, facets, governed))
                        .allMatch(claim -> asks.test(claim) && stands(claim, region)))
                .loggingTo(target -> claims.stream()
                        .filter(claim -> claim.governs().contains("logging"))
                        .allMatch(claim -> grants(claim)
                                .mode(target, claim.access(), region)
                                .isPresent()));
    }

    /** Whether a write that serves these facets is made for a claim: it governs one of them, or may have left one behind. */
    private static boolean isBehind(Claim claim, Set<String> facets, Set<String> governed) {
        return claim.mode() == Mode.Enforce
                && facets.stream()
                        .anyMatch(facet -> claim.governs().contains(facet)
                                || (!governed.contains(facet)
                                        && !claim.posture().declared().contains(facet)));
    }

    /**
     * How a claim may have a bucket read that it does not govern; empty when no grant covers that.
     *
     * @param region where the bucket is; null while that is not known
     */
    Optional<GrantedAccount> reading(Claim claim, String bucket, @Nullable String region) {
        return grants(claim).reading(bucket, claim.access(), region);
    }

    private Grants grants(Claim claim) {
        return tenancy.grantsOf(claim.policy().getMetadata().getNamespace());
    }

    /** No write is begun from now on. */
    void forbidWrites() {
        closed = true;
    }
}
