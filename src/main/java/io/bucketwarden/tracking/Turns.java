package io.bucketwarden.tracking;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;

/** Whose turn it is: one namespace after the other, however many buckets each has, and of one the bucket that waits longest. */
final class Turns {

    private final Map<String, Queue<Tracked>> waiting = new LinkedHashMap<>();

    synchronized void add(Tracked tracked) {
        waiting.computeIfAbsent(tracked.namespace(), _ -> new ArrayDeque<>()).add(tracked);
    }

    /** @throws NoSuchElementException when nobody waits */
    synchronized Tracked next() {
        var namespace = waiting.keySet().iterator().next();
        var mine = Objects.requireNonNull(waiting.remove(namespace));
        var next = mine.remove();
        if (!mine.isEmpty()) {
            waiting.put(namespace, mine);
        }
        return next;
    }
}
