package io.bucketwarden.events;

import io.bucketwarden.aws.QueueUrl;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a queue can be read, which takes both to receive messages and to delete them: one that is never deleted comes
 * back until it lands among the dead letters.
 */
final class QueueState {

    private final QueueUrl queue;
    private final QueueListener listener;
    private final InstantSource clock;

    private boolean asked;
    private @Nullable String receiving;
    private @Nullable String deleting;
    private @Nullable String told;
    private Instant since;

    QueueState(QueueUrl queue, QueueListener listener, InstantSource clock) {
        this.queue = queue;
        this.listener = listener;
        this.clock = clock;
        this.since = clock.instant();
    }

    synchronized void received(int messages) {
        receiving = null;
        tell();
        listener.received(queue, messages);
    }

    synchronized void receiveFailed(String why) {
        receiving = why;
        tell();
    }

    synchronized void deleted() {
        deleting = null;
        tell();
    }

    synchronized void deleteFailed(String why) {
        deleting = why;
        tell();
    }

    /** Whether the last receive went well. */
    synchronized boolean isReceiving() {
        return asked && receiving == null;
    }

    synchronized Instant since() {
        return since;
    }

    synchronized Optional<String> why() {
        return Optional.ofNullable(told);
    }

    private void tell() {
        var why = receiving == null ? deleting : receiving;
        if (asked && Objects.equals(why, told)) {
            return;
        }
        if (!asked || (why == null) != (told == null)) {
            since = clock.instant();
        }
        asked = true;
        told = why;
        if (why == null) {
            listener.reachable(queue);
        } else {
            listener.unreachable(queue, why);
        }
    }
}
