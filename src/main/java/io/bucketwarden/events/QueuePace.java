package io.bucketwarden.events;

import java.time.Duration;

/**
 * How a queue is read.
 *
 * @param threads how many receive at the same time, at least 1
 * @param poll how long one receive waits for messages, at most 20 s
 * @param visibility how long a message that was received is kept from others; more than it takes to hand over ten
 * @param full how long to wait before asking again whether there is room
 * @param pause how long to wait after a first failure; it doubles with each further one
 * @param longestPause where that ends
 */
public record QueuePace(
        int threads, Duration poll, Duration visibility, Duration full, Duration pause, Duration longestPause) {

    public static final QueuePace DEFAULT = new QueuePace(
            2,
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30));

    /** The pause after a pause. */
    Duration after(Duration last) {
        var twice = last.multipliedBy(2);
        return twice.compareTo(longestPause) < 0 ? twice : longestPause;
    }
}
