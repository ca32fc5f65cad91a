package io.bucketwarden.aws;

import io.bucketwarden.posture.AwsFailure;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Why STS did not do what it was asked for. The words are the same at every failure of one kind: they go into status,
 * which must not change when nothing else does.
 */
final class StsFailure {

    /** The name of the operator's session may be another after every renewal of its credentials. */
    private static final Pattern SESSION = Pattern.compile("(:assumed-role/[^/\\s]+)/[^\\s,\"]+");

    private static final int LONGEST = 400;

    private StsFailure() {}

    static String why(SdkException e) {
        return switch (e) {
            case AwsServiceException answer -> answered(answer);
            default -> AwsFailure.withoutAnswer("STS could not be reached", e);
        };
    }

    /** Whether it refused because of what was asked for, and not because of whose credentials asked. */
    static boolean isRefused(SdkException e) {
        return e instanceof AwsServiceException answer && answer.statusCode() == 403 && !isOfOwnCredentials(answer);
    }

    /** What STS itself said of it. */
    static String said(AwsServiceException e) {
        var message = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
        if (message == null || message.isBlank()) {
            var code = AwsFailure.code(e);
            return code.isEmpty() ? String.valueOf(e.statusCode()) : code;
        }
        var stable = SESSION.matcher(message).replaceAll("$1");
        return stable.length() <= LONGEST ? stable : stable.substring(0, LONGEST) + "…";
    }

    private static String answered(AwsServiceException e) {
        var code = AwsFailure.code(e);
        if (isOfOwnCredentials(e)) {
            return "AWS does not accept the operator's own credentials (" + code
                    + "). Renew them or check its service account's role.";
        }
        var fault = e.statusCode() >= 400 && e.statusCode() < 500 ? " (" + said(e) + ")" : "";
        return "STS answered " + e.statusCode() + (code.isEmpty() ? "" : " " + code) + fault + ".";
    }

    private static boolean isOfOwnCredentials(AwsServiceException e) {
        return AwsFailure.isOfCredentials(AwsFailure.code(e));
    }
}
