package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketPolicyStatus.ChangedBy;
import org.jspecify.annotations.Nullable;

/**
 * Something worth a Kubernetes event.
 *
 * @param subject the change of somebody that it tells of; null when there is none
 */
record Transition(Kind kind, String message, @Nullable Subject subject) {

    /** A change of somebody, as log lines name it; {@code bucket}: null when it is about an account. */
    record Subject(@Nullable String bucket, ChangedBy change) {}

    Transition(Kind kind, String message) {
        this(kind, message, null);
    }

    enum Kind {
        DriftDetected(true),
        DriftRemediated(false),
        RemediationFailed(true),
        ActionRequired(true),
        Conflicted(true),
        NoBuckets(true),
        Paused(false),
        Reverted(false),
        RevertRefused(true),
        EvidenceAwaited(false),
        WouldDeny(true),
        PublicExposureFound(true),
        PublicExposureClosed(false),
        PublicAccessExempted(true),
        ExemptionEnding(true),
        BucketChanged(false),
        PolicyUpdateLost(true),
        OperatorRoleUsedByOthers(true);

        private final boolean warning;

        Kind(boolean warning) {
            this.warning = warning;
        }

        boolean isWarning() {
            return warning;
        }
    }
}
