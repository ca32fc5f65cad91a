package io.bucketwarden.events;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/** Receives batch after batch and hands them over; can be stopped at once where it only waits. */
final class ReadingThread {

    private static final Logger LOG = LoggerFactory.getLogger(ReadingThread.class);

    private final Batches batches;
    private final QueueState state;
    private final BooleanSupplier hasRoom;
    private final QueuePace pace;
    private final Thread thread;

    private boolean stopped;
    private boolean waiting;

    ReadingThread(Batches batches, QueueState state, BooleanSupplier hasRoom, QueuePace pace) {
        this.batches = batches;
        this.state = state;
        this.hasRoom = hasRoom;
        this.pace = pace;
        this.thread = Thread.ofVirtual().name("queue-reader").unstarted(this::read);
    }

    void start() {
        thread.start();
    }

    /** Ends a wait at once; what was received is handed over and deleted first. */
    synchronized void stop() {
        stopped = true;
        if (waiting) {
            thread.interrupt();
        }
    }

    void interrupt() {
        thread.interrupt();
    }

    boolean ended(Duration within) throws InterruptedException {
        return thread.join(within);
    }

    private void read() {
        var pause = pace.pause();
        try {
            while (beginWaiting()) {
                try {
                    awaitRoom();
                    var batch = batches.receive();
                    state.received(batch.size());
                    pause = pace.pause();
                    handOver(batch);
                } catch (RuntimeException | LinkageError | StackOverflowError e) {
                    if (isStopped()) {
                        return;
                    }
                    tell(e);
                    Thread.sleep(pause);
                    pause = pace.after(pause);
                }
            }
        } catch (InterruptedException e) {
            // It was stopped while it waited.
        }
    }

    private void tell(Throwable e) {
        if (e instanceof SdkException failure) {
            state.receiveFailed(batches.whyNotReceived(failure));
        } else {
            LOG.error("A bug in reading the queue; it is read again after a pause", e);
            state.receiveFailed("A bug in the operator; its log has the details, please report them.");
        }
    }

    private void awaitRoom() throws InterruptedException {
        while (!hasRoom.getAsBoolean()) {
            Thread.sleep(pace.full());
        }
    }

    private void handOver(List<Message> batch) {
        if (!batch.isEmpty() && endWaiting()) {
            batches.handOver(batch);
        }
    }

    /** Whether to go on. */
    private synchronized boolean beginWaiting() {
        waiting = true;
        return !stopped;
    }

    /** Whether to go on: one that was stopped as the messages came has been interrupted, and would not get to delete. */
    private synchronized boolean endWaiting() {
        waiting = false;
        return !stopped;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }
}
