package io.bucketwarden.aws;

import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.CallFailed;
import software.amazon.awssdk.core.exception.SdkException;

/** Why the operator's own account is not known, and that nothing is done in it meanwhile. */
final class UnknownAccount {

    private static final String UNKNOWN = "The operator's own account is not known yet (sts:GetCallerIdentity), and"
            + " nothing is read or written there until it is: ";

    private UnknownAccount() {}

    /** After a failure of {@code sts:GetCallerIdentity}. */
    static CallFailed explain(SdkException e) {
        return new CallFailed(Reason.CheckFailed, UNKNOWN + StsFailure.why(e), e);
    }

    /** While the first answer is awaited. */
    static CallFailed unanswered() {
        return new CallFailed(Reason.CheckFailed, UNKNOWN + "STS has not answered yet.");
    }
}
