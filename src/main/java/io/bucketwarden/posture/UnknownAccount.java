package io.bucketwarden.posture;

import io.bucketwarden.api.Reason;
import software.amazon.awssdk.core.exception.SdkException;

/** Why the operator's own account is not known, and that nothing is done in it meanwhile. */
public final class UnknownAccount {

    private static final String UNKNOWN = "The operator's own account is not known yet (sts:GetCallerIdentity), and"
            + " nothing is read or written there until it is: ";

    private UnknownAccount() {}

    /** After a failure of {@code sts:GetCallerIdentity}. */
    public static CallFailed explain(SdkException e) {
        return new CallFailed(Reason.CheckFailed, UNKNOWN + StsFailure.why(e), e);
    }

    /** While the first answer is awaited. */
    public static CallFailed unanswered() {
        return new CallFailed(Reason.CheckFailed, UNKNOWN + "STS has not answered yet.");
    }
}
