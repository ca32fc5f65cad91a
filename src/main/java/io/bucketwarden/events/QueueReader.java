package io.bucketwarden.events;

import io.bucketwarden.aws.QueueUrl;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Reads one queue for as long as it is open. A message is deleted after it was handed over, so none is lost; it may be
 * handed over twice.
 */
public final class QueueReader implements AutoCloseable {

    /** For what is being handed over and deleted; together they are less than a second. */
    private static final Duration GRACE = Duration.ofMillis(600);

    private static final Duration INTERRUPTED = Duration.ofMillis(200);

    private final SqsClient sqs;
    private final QueueState state;
    private final List<ReadingThread> threads;

    private QueueReader(SqsClient sqs, QueueState state, List<ReadingThread> threads) {
        this.sqs = sqs;
        this.state = state;
        this.threads = threads;
    }

    /**
     * Starts to read.
     *
     * @param sqs is closed with the reader
     * @param hasRoom whether more messages may come; while not, they stay in the queue. Each thread receives ten at once
     * @param messages is handed the body of each message, by several threads at the same time. Where it throws, the
     *     message is redelivered, and goes to the dead letters when that happens too often
     */
    public static QueueReader start(
            SqsClient sqs,
            QueueUrl queue,
            BooleanSupplier hasRoom,
            Consumer<String> messages,
            QueueListener listener,
            InstantSource clock) {
        return start(sqs, queue, hasRoom, messages, listener, clock, QueuePace.DEFAULT);
    }

    /** Starts to read at a pace. */
    public static QueueReader start(
            SqsClient sqs,
            QueueUrl queue,
            BooleanSupplier hasRoom,
            Consumer<String> messages,
            QueueListener listener,
            InstantSource clock,
            QueuePace pace) {
        var state = new QueueState(queue, listener, clock);
        var batches = new Batches(sqs, queue, state, messages, pace);
        var threads = Stream.generate(() -> new ReadingThread(batches, state, hasRoom, pace))
                .limit(pace.threads())
                .toList();
        threads.forEach(ReadingThread::start);
        return new QueueReader(sqs, state, threads);
    }

    /** Since when it is reachable, or is not. */
    public Instant since() {
        return state.since();
    }

    /** Why it is not reachable, for people; empty when it is, or has not been asked yet. */
    public Optional<String> trouble() {
        return state.why();
    }

    /** Ends within a second. What was received and not deleted is redelivered. */
    @Override
    public void close() {
        threads.forEach(ReadingThread::stop);
        try {
            if (!ended(GRACE)) {
                threads.forEach(ReadingThread::interrupt);
                ended(INTERRUPTED);
            }
        } catch (InterruptedException e) {
            threads.forEach(ReadingThread::interrupt);
            Thread.currentThread().interrupt();
        }
        sqs.close();
    }

    private boolean ended(Duration within) throws InterruptedException {
        var until = System.nanoTime() + within.toNanos();
        for (var thread : threads) {
            if (!thread.ended(Duration.ofNanos(Math.max(1, until - System.nanoTime())))) {
                return false;
            }
        }
        return true;
    }
}
