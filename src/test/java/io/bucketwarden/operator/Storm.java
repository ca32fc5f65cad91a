package io.bucketwarden.operator;

import io.bucketwarden.servers.ElasticMq;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Very many messages at once: changes of some buckets, a tenth of them told twice, all late by up to an hour and in no
 * order; between them calls that failed, buckets of nobody, and what cannot be understood.
 */
record Storm(List<String> messages, int changes, int twice, int attempts, int ofNobody, int poison) {

    private static final int BATCH = 10;
    private static final int SENDERS = 8;
    private static final List<String> CALLS = List.of(
            "PutBucketAcl",
            "PutBucketVersioning",
            "PutBucketPublicAccessBlock",
            "DeleteBucketPublicAccessBlock",
            "PutBucketPolicy",
            "PutBucketOwnershipControls");

    /** About these buckets; the same for the same seed, except for the time that it starts from. */
    static Storm of(int size, List<String> buckets, long seed) {
        var random = new Random(seed);
        var start = Instant.now();
        var attempts = size / 20;
        var ofNobody = size / 20;
        var poison = size / 50;
        var twice = size / 10;
        var changes = size - attempts - ofNobody - poison - twice;
        var messages = new ArrayList<String>(size);
        for (int one = 0; one < changes; one++) {
            messages.add(event(random, buckets.get(random.nextInt(buckets.size())), start));
        }
        for (int one = 0; one < twice; one++) {
            messages.add(messages.get(one));
        }
        for (int one = 0; one < attempts; one++) {
            messages.add(event(random, buckets.getFirst(), start)
                    .replace("\"readOnly\": false", "\"readOnly\": false, \"errorCode\": \"AccessDenied\""));
        }
        for (int one = 0; one < ofNobody; one++) {
            messages.add(event(random, "nobodys-" + one, start));
        }
        for (int one = 0; one < poison; one++) {
            messages.add("{\"broken\": " + one);
        }
        Collections.shuffle(messages, random);
        return new Storm(List.copyOf(messages), changes, twice, attempts, ofNobody, poison);
    }

    private static String event(Random random, String bucket, Instant start) {
        var id = new UUID(random.nextLong(), random.nextLong()).toString();
        var time = start.minusSeconds(random.nextInt(3_600));
        return RealTimeServers.event(CALLS.get(random.nextInt(CALLS.size())), bucket, id, time);
    }

    int size() {
        return messages.size();
    }

    /** Sends the messages, as fast as the server takes them. */
    void send(ElasticMq queues, String queue) throws InterruptedException, ExecutionException {
        try (var senders = Executors.newFixedThreadPool(SENDERS)) {
            var sent = new ArrayList<Future<?>>();
            for (int first = 0; first < size(); first += BATCH) {
                var batch = messages.subList(first, Math.min(size(), first + BATCH));
                sent.add(senders.submit(() -> send(queues, queue, batch)));
            }
            for (var one : sent) {
                one.get();
            }
        }
    }

    private static void send(ElasticMq queues, String queue, List<String> batch) {
        var entries = new ArrayList<SendMessageBatchRequestEntry>();
        for (var body : batch) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id("n" + entries.size())
                    .messageBody(body)
                    .build());
        }
        var answer =
                queues.sqs().sendMessageBatch(r -> r.queueUrl(queues.url(queue)).entries(entries));
        if (!answer.failed().isEmpty()) {
            throw new IllegalStateException(answer.failed().toString());
        }
    }
}
