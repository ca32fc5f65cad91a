package io.bucketwarden.posture;

import io.bucketwarden.api.Reason;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Why a role cannot be assumed, and what to do about it. The words are the same at every failure of one kind: they go
 * into status, which must not change when nothing else does.
 */
public final class RoleFailure {

    private static final Set<String> OWN_CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestExpired",
            "InvalidToken",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    /** The name of the operator's session may be another after every renewal of its credentials. */
    private static final Pattern SESSION = Pattern.compile("(:assumed-role/[^/\\s]+)/[^\\s,\"]+");

    private static final int LONGEST = 400;

    private RoleFailure() {}

    /**
     * The failure in words for people and as a reason of the contract: {@code AccessDenied} where AWS refuses the role,
     * {@code CheckFailed} otherwise.
     *
     * @param e the failure of {@code sts:AssumeRole}
     * @param externalId whether one was sent
     */
    public static CallFailed explain(SdkException e, String role, boolean externalId) {
        var cannot = "The role " + role + " cannot be assumed: ";
        return switch (e) {
            case AwsServiceException answer -> answered(answer, cannot, externalId);
            case SdkClientException client
            when AwsFailure.lacksCredentials(client) ->
                new CallFailed(Reason.CheckFailed, cannot + AwsFailure.NO_CREDENTIALS, e);
            default -> new CallFailed(Reason.CheckFailed, cannot + "STS could not be reached: " + NoAnswer.why(e), e);
        };
    }

    private static CallFailed answered(AwsServiceException e, String cannot, boolean externalId) {
        var code = AwsFailure.code(e);
        if (OWN_CREDENTIALS.contains(code)) {
            return new CallFailed(
                    Reason.CheckFailed,
                    cannot + "AWS does not accept the operator's own credentials (" + code
                            + "). Renew them or check its service account's role.",
                    e);
        }
        if (e.statusCode() == 403) {
            return new CallFailed(
                    Reason.AccessDenied,
                    cannot + "AWS says \"" + reason(e, code)
                            + "\". Let its trust policy allow sts:AssumeRole to the operator's principal"
                            + (externalId
                                    ? " with the external id of the grant"
                                    : "; if it asks for an external id, put that into the grant")
                            + "; the operator's own policy must allow sts:AssumeRole on it too.",
                    e);
        }
        var fault = e.statusCode() >= 400 && e.statusCode() < 500 ? " (" + reason(e, code) + ")" : "";
        return new CallFailed(
                Reason.CheckFailed,
                cannot + "STS answered " + e.statusCode() + (code.isEmpty() ? "" : " " + code) + fault + ".",
                e);
    }

    private static String reason(AwsServiceException e, String code) {
        var message = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
        if (message == null || message.isBlank()) {
            return code.isEmpty() ? String.valueOf(e.statusCode()) : code;
        }
        var stable = SESSION.matcher(message).replaceAll("$1");
        return stable.length() <= LONGEST ? stable : stable.substring(0, LONGEST) + "…";
    }
}
