package io.bucketwarden.events;

import io.bucketwarden.aws.QueueUrl;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a reader told of its queue, in order. */
final class HeardOfQueue implements QueueListener {

    static final String REACHABLE = "reachable";

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Integer> received = new CopyOnWriteArrayList<>();

    List<String> heard() {
        return List.copyOf(heard);
    }

    /** How many messages came with each answer. */
    List<Integer> received() {
        return List.copyOf(received);
    }

    @Override
    public void received(QueueUrl queue, int messages) {
        received.add(messages);
    }

    @Override
    public void reachable(QueueUrl queue) {
        heard.add(REACHABLE);
    }

    @Override
    public void unreachable(QueueUrl queue, String why) {
        heard.add(why);
    }
}
