package io.bucketwarden.operator.rules;

import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicySpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a spec can be acted upon at all, beyond what admission sees. */
public record Acceptance(Reason reason, String message) {

    /** Why not; empty when it can. */
    public static Optional<Acceptance> problem(@Nullable S3BucketPolicySpec spec) {
        if (spec == null) {
            return invalid("The resource has no spec.");
        }
        if (spec.unreadable() != null) {
            return invalid(spec.unreadable());
        }
        if (spec.posture() == null) {
            return invalid("spec.posture is missing: declare at least one facet.");
        }
        return SpecRules.broken(spec).flatMap(Acceptance::invalid);
    }

    /** Whether it can be acted upon. */
    public static boolean allows(S3BucketPolicy policy) {
        return problem(policy.getSpec()).isEmpty();
    }

    private static Optional<Acceptance> invalid(String message) {
        return Optional.of(new Acceptance(Reason.InvalidSpec, message));
    }
}
