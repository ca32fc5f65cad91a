package io.bucketwarden.command.revert;

import io.bucketwarden.api.Mode;
import io.bucketwarden.api.S3BucketPolicy;
import java.util.Optional;

/** Why it makes no sense, or would do harm, to ask a policy to put anything back. Pure. */
final class RevertHindrance {

    private RevertHindrance() {}

    /** Says what to do about it; empty when nothing is in the way. */
    static Optional<String> of(S3BucketPolicy policy, boolean direct) {
        var refusal = policy.revertWish().refusal();
        if (refusal.isPresent()) {
            // What the slip names is not known, so to write over it may let go of what the operator holds because of
            // it.
            return Optional.of(
                    refusal.get() + " What was put back before is still held, and another annotation might let"
                            + " go of it: correct or remove this one first.");
        }
        if (direct) {
            return Optional.empty();
        }
        if (policy.isPaused()) {
            return Optional.of("The policy is paused, so the operator puts nothing back. Remove the annotation "
                    + S3BucketPolicy.PAUSED + " first, or write --direct beside --yes.");
        }
        var status = policy.getStatus();
        return status == null || status.mode() == Mode.Enforce
                ? Optional.empty()
                : Optional.of("The policy only audits, so the operator puts nothing back. Set mode: Enforce, which then"
                        + " holds what is put back, or write --direct beside --yes.");
    }
}
