package io.bucketwarden.doctor;

import io.bucketwarden.doctor.Reply.Answered;
import io.bucketwarden.doctor.Reply.Unanswered;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Whether the caller may receive and delete, tried so that no message is consumed.
 *
 * @param arn to allow the actions on
 */
record Permissions(SqsClient sqs, String url, String arn) {

    static final String NAME = "permissions";

    private static final String DELETE = "sqs:DeleteMessage";
    private static final String RECEIVE = "sqs:ReceiveMessage";
    private static final String NO_RECEIPT = "bucketwarden-doctor-has-no-receipt";

    /** @param waiting messages in the queue */
    Diagnosis look(long waiting) {
        return Diagnosis.worst(NAME, List.of(deletion(), waiting == 0 ? reception() : untried(waiting)));
    }

    /** @param why nothing is known of what is in the queue */
    Diagnosis withoutReceiving(String why) {
        var untried = Diagnosis.unknown(NAME, RECEIVE + " was not tried: " + why, "");
        return Diagnosis.worst(NAME, List.of(deletion(), untried));
    }

    /** With a receipt that there is not: whether one may is told before whether there is such a message. */
    private Diagnosis deletion() {
        return switch (Reply.of(
                DELETE, arn, () -> sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(NO_RECEIPT)))) {
            case Answered<DeleteMessageResponse> _ -> Diagnosis.ok(NAME, "may delete");
            case Unanswered<DeleteMessageResponse> refused
            when refused.code().endsWith("ReceiptHandleIsInvalid") -> Diagnosis.ok(NAME, "may delete");
            case Unanswered<DeleteMessageResponse> refused -> refused(refused);
        };
    }

    /**
     * Only while the queue is empty: each reception counts towards the five after which a message is given up, and to
     * put it back at once does not take that back. One that comes in between is there again at once.
     */
    private Diagnosis reception() {
        return switch (Reply.of(
                RECEIVE,
                arn,
                () -> sqs.receiveMessage(r -> r.queueUrl(url)
                        .maxNumberOfMessages(1)
                        .waitTimeSeconds(0)
                        .visibilityTimeout(0)))) {
            case Answered<ReceiveMessageResponse> _ -> Diagnosis.ok(NAME, "may receive");
            case Unanswered<ReceiveMessageResponse> refused -> refused(refused);
        };
    }

    private static Diagnosis untried(long waiting) {
        return Diagnosis.unknown(
                NAME,
                RECEIVE + " was not tried: " + waiting
                        + " messages wait, and each reception counts towards giving one up",
                "Run this again while the queue is empty.");
    }

    /** That a permission is missing is what was asked for, and so is known. */
    private static Diagnosis refused(Unanswered<?> refused) {
        return refused.fix().isEmpty()
                ? Diagnosis.unknown(NAME, refused.found(), "")
                : Diagnosis.problem(NAME, refused.found(), refused.fix());
    }
}
