package io.bucketwarden.aws;

import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.CallFailed;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Why a role cannot be assumed, and what to do about it. */
final class RoleFailure {

    private RoleFailure() {}

    /**
     * The failure in words for people and as a reason of the contract: {@code AccessDenied} where AWS refuses the role,
     * {@code CheckFailed} otherwise.
     *
     * @param e the failure of {@code sts:AssumeRole}
     * @param externalId whether one was sent
     */
    static CallFailed explain(SdkException e, String role, boolean externalId) {
        var cannot = "The role " + role + " cannot be assumed: ";
        if (e instanceof AwsServiceException answer && StsFailure.isRefused(answer)) {
            return new CallFailed(
                    Reason.AccessDenied,
                    cannot + "AWS says \"" + StsFailure.said(answer)
                            + "\". Let its trust policy allow sts:AssumeRole, and sts:TagSession where the operator has its own"
                            + " role by EKS Pod Identity, to the operator's principal"
                            + (externalId
                                    ? " with the external id of the grant"
                                    : "; if it asks for an external id, put that into the grant")
                            + "; the operator's own policy must allow the same on it.",
                    e);
        }
        return new CallFailed(Reason.CheckFailed, cannot + StsFailure.why(e), e);
    }
}
