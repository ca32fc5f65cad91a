package io.bucketwarden.events;

import io.bucketwarden.aws.QueueUrl;
import io.bucketwarden.posture.AwsFailure;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Why a queue cannot be read, in words for people that are the same at every failure of one kind. */
final class QueueTrouble {

    private static final Set<String> MISSING =
            Set.of("AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist", "NonExistentQueue");

    private QueueTrouble() {}

    /** @param action of IAM that the call needs, such as {@code sqs:ReceiveMessage} */
    static String of(SdkException e, String action, QueueUrl queue) {
        if (e instanceof QueueDoesNotExistException || MISSING.contains(AwsFailure.code(e))) {
            return "There is no queue " + queue + ". Create it, or correct its URL and its region.";
        }
        return e instanceof AwsServiceException answer
                ? answered(answer, action, queue)
                : AwsFailure.withoutAnswer("The queue " + queue + " could not be reached", e);
    }

    private static String answered(AwsServiceException e, String action, QueueUrl queue) {
        var code = AwsFailure.code(e);
        if (AwsFailure.isOfCredentials(code) || code.equals("InvalidSecurity")) {
            return "SQS does not accept the operator's credentials for " + queue + " (" + code
                    + "). Renew them or check its service account's role.";
        }
        if (code.toLowerCase(Locale.ROOT).startsWith("kms")) {
            return "The key of the queue " + queue + " cannot be used (" + code
                    + "). Allow kms:Decrypt on it to the operator's role, and check that it is enabled.";
        }
        if (e.statusCode() == 403 || code.startsWith("AccessDenied")) {
            return action + " is denied: allow it on " + queue.resource()
                    + " to the operator's role, and check the queue's own policy.";
        }
        return "SQS answered " + e.statusCode() + (code.isEmpty() ? "" : " " + code) + " for " + queue + " (" + action
                + ").";
    }
}
