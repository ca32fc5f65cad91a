package io.bucketwarden.events;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** A queue that hands out one message at a time and fails as a test says. */
final class FakeSqs implements SqsClient {

    final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    final List<String> deleted = new CopyOnWriteArrayList<>();
    final List<Integer> polls = new CopyOnWriteArrayList<>();
    volatile SqsException receiveFails;
    volatile SqsException deleteFails;
    volatile boolean isClosed;

    /** Which receipts are not deleted. */
    volatile Function<String, Boolean> keeps = receipt -> false;

    static SqsException answer(int status, String code) {
        return (SqsException) SqsException.builder()
                .statusCode(status)
                .awsErrorDetails(software.amazon.awssdk.awscore.exception.AwsErrorDetails.builder()
                        .errorCode(code)
                        .build())
                .build();
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        polls.add(request.waitTimeSeconds());
        if (receiveFails != null) {
            throw receiveFails;
        }
        try {
            var messages = new ArrayList<Message>();
            var body = waiting.poll(request.waitTimeSeconds(), TimeUnit.SECONDS);
            if (body != null) {
                messages.add(message(body));
            }
            while (!waiting.isEmpty() && messages.size() < request.maxNumberOfMessages()) {
                messages.add(message(waiting.take()));
            }
            return ReceiveMessageResponse.builder().messages(messages).build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted", e);
        }
    }

    private static Message message(String body) {
        return Message.builder()
                .body(body)
                .receiptHandle(body)
                .messageId("id of " + body)
                .build();
    }

    @Override
    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
        if (deleteFails != null) {
            throw deleteFails;
        }
        var failed = request.entries().stream()
                .filter(entry -> keeps.apply(entry.receiptHandle()))
                .map(entry -> BatchResultErrorEntry.builder()
                        .id(entry.id())
                        .code("InternalError")
                        .build())
                .toList();
        request.entries().stream()
                .map(DeleteMessageBatchRequestEntry::receiptHandle)
                .filter(receipt -> !keeps.apply(receipt))
                .forEach(deleted::add);
        return DeleteMessageBatchResponse.builder().failed(failed).build();
    }

    @Override
    public String serviceName() {
        return "sqs";
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
