package io.bucketwarden.doctor;

import java.util.Map;

/** Numbers among the attributes of a queue, which are texts. */
final class QueueCounts {

    private QueueCounts() {}

    /** A missing one is 0. */
    static long of(Map<String, String> attributes, String name) {
        return Long.parseLong(attributes.getOrDefault(name, "0"));
    }

    /** Messages that wait to be read. */
    static long waiting(Map<String, String> attributes) {
        return of(attributes, "ApproximateNumberOfMessages");
    }
}
