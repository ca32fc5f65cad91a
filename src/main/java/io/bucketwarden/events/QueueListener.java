package io.bucketwarden.events;

import io.bucketwarden.aws.QueueUrl;

/** Hears when a queue can be read, and when it cannot any more; of each change once. Must not wait for anything. */
public interface QueueListener {

    void reachable(QueueUrl queue);

    /**
     * Nothing comes from the queue, or nothing can be deleted in it.
     *
     * @param why for people, with what to do; the same words for the same trouble
     */
    void unreachable(QueueUrl queue, String why);

    /** The queue has answered, with so many messages; told each time. */
    default void received(QueueUrl queue, int messages) {}
}
