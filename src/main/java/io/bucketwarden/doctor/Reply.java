package io.bucketwarden.doctor;

import io.bucketwarden.posture.AwsFailure;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** One question to AWS: its answer, or why there is none, which is never taken for a good one. */
sealed interface Reply<T> {

    record Answered<T>(T answer) implements Reply<T> {}

    /**
     * Why there is no answer.
     *
     * @param code the error code that AWS gave; empty when it gave none
     */
    record Unanswered<T>(String code, String found, String fix) implements Reply<T> {}

    /**
     * Asks.
     *
     * @param call such as {@code sqs:GetQueueAttributes}, which is the IAM action, too
     * @param resource on which to allow it
     */
    static <T> Reply<T> of(String call, String resource, Supplier<T> question) {
        try {
            return new Answered<>(question.get());
        } catch (SdkException e) {
            return unanswered(e, call, resource);
        }
    }

    private static <T> Unanswered<T> unanswered(SdkException e, String call, String resource) {
        if (!(e instanceof AwsServiceException answer)) {
            return new Unanswered<>("", AwsFailure.withoutAnswer("No answer to " + call, e), "");
        }
        var code = AwsFailure.code(answer);
        if (isDenied(code, answer.statusCode())) {
            return new Unanswered<>(code, call + " is denied", "Allow " + call + " on " + resource + ".");
        }
        if (code.toUpperCase(Locale.ROOT).startsWith("KMS")) {
            return new Unanswered<>(
                    code, call + " is denied by the key of the queue (" + code + ")", "Allow kms:Decrypt on that key.");
        }
        return new Unanswered<>(code, call + " was answered with " + answer.statusCode() + " " + code, "");
    }

    private static boolean isDenied(String code, int status) {
        return switch (code) {
            case "AccessDenied",
                    "AccessDeniedException",
                    "AccessDeniedFault",
                    "AuthorizationError",
                    "UnauthorizedOperation" -> true;
            default -> code.isEmpty() && status == 403;
        };
    }

    /** What the answer means; without one nothing is known of the check. */
    default Diagnosis judge(String check, Function<T, Diagnosis> judgement) {
        return switch (this) {
            case Answered<T>(var answer) -> judgement.apply(answer);
            case Unanswered<T> refused -> Diagnosis.unknown(check, refused.found(), refused.fix());
        };
    }
}
