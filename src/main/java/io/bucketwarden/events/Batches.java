package io.bucketwarden.events;

import io.bucketwarden.aws.QueueUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** Messages of a queue by the ten, which is the most that SQS hands out: received, handed over, and then deleted. */
record Batches(SqsClient sqs, QueueUrl queue, QueueState state, Consumer<String> messages, QueuePace pace) {

    private static final Logger LOG = LoggerFactory.getLogger(Batches.class);
    private static final int MOST = 10;

    /** Waits for messages, except while it is not known whether the queue can be read: then it asks for the answer. */
    List<Message> receive() {
        var poll = state.isReceiving() ? pace.poll().toSeconds() : 0;
        return sqs.receiveMessage(r -> r.queueUrl(queue.url())
                        .maxNumberOfMessages(MOST)
                        .waitTimeSeconds(Math.toIntExact(poll))
                        .visibilityTimeout(Math.toIntExact(pace.visibility().toSeconds())))
                .messages();
    }

    String whyNotReceived(SdkException e) {
        return QueueTrouble.of(e, "sqs:ReceiveMessage", queue);
    }

    void handOver(List<Message> batch) {
        var done = new ArrayList<DeleteMessageBatchRequestEntry>();
        for (var message : batch) {
            if (isTaken(message)) {
                done.add(DeleteMessageBatchRequestEntry.builder()
                        .id(String.valueOf(done.size()))
                        .receiptHandle(message.receiptHandle())
                        .build());
            }
        }
        if (!done.isEmpty()) {
            delete(done);
        }
    }

    /** Neither a bug nor a message that runs into one stops the others. */
    private boolean isTaken(Message message) {
        try {
            messages.accept(message.body());
            return true;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("A bug met message {} of {}; it is redelivered", message.messageId(), queue, e);
            return false;
        }
    }

    private void delete(List<DeleteMessageBatchRequestEntry> done) {
        try {
            var failed = sqs.deleteMessageBatch(r -> r.queueUrl(queue.url()).entries(done))
                    .failed();
            if (failed.isEmpty()) {
                state.deleted();
                return;
            }
            var code = failed.getFirst().code();
            LOG.warn("SQS did not delete {} of {} messages of {} ({})", failed.size(), done.size(), queue, code);
            if (failed.size() == done.size()) {
                state.deleteFailed("SQS deletes no messages of " + queue + " (" + code + "): they are redelivered.");
            } else {
                state.deleted();
            }
        } catch (SdkException e) {
            state.deleteFailed(QueueTrouble.of(e, "sqs:DeleteMessage", queue));
        }
    }
}
