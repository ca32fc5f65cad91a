package io.bucketwarden.operator;

import io.bucketwarden.api.AcceptedImpact;
import io.bucketwarden.api.S3BucketPolicySpec;
import java.util.List;
import java.util.Objects;

/**
 * Whether restrictions wait for evidence that they deny nobody.
 *
 * @param accepted what may be lost all the same
 */
record EvidenceWish(boolean required, List<AcceptedImpact> accepted) {

    static final EvidenceWish NONE = new EvidenceWish(false, List.of());

    static EvidenceWish of(S3BucketPolicySpec spec) {
        return new EvidenceWish(
                spec.requiresEvidence(), Objects.requireNonNullElse(spec.acceptedImpact(), List.<AcceptedImpact>of()));
    }

    boolean concerns(String facet) {
        return required && AcceptedImpact.RESTRICTING.contains(facet);
    }
}
