package io.bucketwarden.operator;

import io.bucketwarden.api.Exemption;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Posture;
import io.bucketwarden.fleet.Claim;
import io.bucketwarden.posture.BucketIdentity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one policy asks of a bucket in one pass.
 *
 * @param policy its UID
 * @param name {@code namespace/name}
 * @param governs the facets for which it is responsible
 * @param earlier what it said of its facets before this pass
 * @param exemptions those that are in force
 * @param reverts the facets among those that it governs which it asks to be put back
 * @param reverted those that are, and what was said of them
 * @param slip whether that cannot be understood, so that all that was put back stays as it is
 * @param acceptedLockouts the facets whose statements may shut out whom the policy document lets in
 * @param evidence whether restrictions wait for evidence
 */
record Duty(
        String policy,
        String name,
        Posture posture,
        Mode mode,
        Set<String> governs,
        Map<String, FacetState> earlier,
        List<Exemption> exemptions,
        Set<String> reverts,
        Map<String, String> reverted,
        boolean slip,
        Set<String> acceptedLockouts,
        EvidenceWish evidence) {

    /** @param granted the highest mode that is granted this very moment, which may be less than when it was claimed */
    static Duty of(Claim claim, Mode granted, Book book, List<Exemption> exemptions) {
        var metadata = claim.policy().getMetadata();
        var wish = claim.policy().revertWish();
        var reverted = book.reverted(claim.bucket().name());
        var slip = wish.refusal().isPresent();
        // A slip in the annotation must not let go of what is held.
        var reverts = new HashSet<>(slip ? reverted.keySet() : wish.facets());
        reverts.retainAll(claim.governs());
        return new Duty(
                claim.uid(),
                metadata.getNamespace() + "/" + metadata.getName(),
                claim.posture(),
                granted == Mode.Enforce ? claim.mode() : Mode.Audit,
                claim.governs(),
                book.governed(claim.bucket().name()),
                exemptions,
                reverts,
                reverted,
                slip,
                claim.policy().acceptedLockouts(),
                EvidenceWish.of(claim.policy().getSpec()));
    }

    /** The same, which asks to put these back, too. */
    Duty alsoReverting(Set<String> facets) {
        var all = new HashSet<>(reverts);
        all.addAll(facets);
        all.retainAll(governs);
        return new Duty(
                policy,
                name,
                posture,
                mode,
                governs,
                earlier,
                exemptions,
                all,
                reverted,
                slip,
                acceptedLockouts,
                evidence);
    }

    /** What is to be known before a facet is enforced; empty when that needs no evidence. */
    Optional<Evidence.Restriction> restriction(String facet, BucketIdentity bucket) {
        return evidence.concerns(facet) && governs.contains(facet)
                ? Optional.of(new Evidence.Restriction(policy, posture, bucket, facet, evidence.accepted()))
                : Optional.empty();
    }

    boolean enforces() {
        return mode == Mode.Enforce;
    }
}
