package io.bucketwarden.bench;

import io.bucketwarden.servers.ElasticMq;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;

/** How long the queue itself takes with one reader in its own process that does nothing but read. */
final class QueueAlone {

    private static final String QUEUE = "alone";
    private static final int UNCOUNTED = 200;
    private static final int COUNTED = 200;
    private static final long APART = 20_000_000;

    private QueueAlone() {}

    /** The first half of the messages only warms the queue and its clients up. */
    static void measure(ElasticMq queues, Map<String, Object> figures) throws Exception {
        var latencies = new Latencies();
        queues.createQueue(QUEUE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reading = threads.submit(() -> read(queues, latencies));
            var start = System.nanoTime();
            for (int n = 0; n < UNCOUNTED + COUNTED; n++) {
                LockSupport.parkNanos(start + n * APART - System.nanoTime());
                var counts = n >= UNCOUNTED;
                threads.submit(() -> queues.send(QUEUE, (counts ? "" : "-") + System.currentTimeMillis()));
            }
            reading.get();
        }
        latencies.put("queue_alone", figures);
    }

    private static void read(ElasticMq queues, Latencies latencies) {
        for (int read = 0; read < UNCOUNTED + COUNTED; ) {
            var batch = queues.sqs()
                    .receiveMessage(r -> r.queueUrl(queues.url(QUEUE))
                            .maxNumberOfMessages(10)
                            .waitTimeSeconds(20))
                    .messages();
            var done = new ArrayList<DeleteMessageBatchRequestEntry>();
            for (var message : batch) {
                var sent = Long.parseLong(message.body());
                if (sent > 0) {
                    latencies.add(System.currentTimeMillis() - sent);
                }
                done.add(DeleteMessageBatchRequestEntry.builder()
                        .id(String.valueOf(done.size()))
                        .receiptHandle(message.receiptHandle())
                        .build());
            }
            if (!done.isEmpty()) {
                read += done.size();
                queues.sqs()
                        .deleteMessageBatch(r -> r.queueUrl(queues.url(QUEUE)).entries(done));
            }
        }
    }
}
