package io.bucketwarden.operator;

import io.bucketwarden.aws.QueueUrl;
import io.bucketwarden.events.QueueListener;
import io.bucketwarden.events.QueueSeen;
import io.bucketwarden.operator.changes.Touches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether changes are heard of. While they are not, buckets are checked in full at shorter intervals, and every
 * policy says so.
 */
final class Backstop implements QueueListener {

    /** A trouble that is over by then is nobody's business. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Backstop.class);

    private static final String FULL = "the queues";
    private static final String FULL_ADVICE = "more than " + Touches.ROOM
            + " buckets wait for a look. See whether an account does not answer, and raise --concurrency or --request-rate.";

    private record Trouble(String why, Instant since) {}

    private final Duration longest;
    private final InstantSource clock;
    private final Map<String, Trouble> troubles = new TreeMap<>();
    private final Map<String, QueueSeen> seen = new TreeMap<>();
    private String told = "";

    /** @param longest between two full checks while changes are not heard of */
    Backstop(Duration longest, InstantSource clock) {
        this.longest = longest;
        this.clock = clock;
    }

    @Override
    public synchronized void reachable(QueueUrl queue) {
        seen(queue, true);
        if (troubles.remove(queue.url()) != null) {
            LOG.info("Changes are heard of again from {}", queue);
        }
    }

    @Override
    public synchronized void unreachable(QueueUrl queue, String why) {
        seen(queue, false);
        var earlier = troubles.get(queue.url());
        troubles.put(queue.url(), new Trouble(why, earlier == null ? clock.instant() : earlier.since()));
        LOG.warn("No changes are heard of from {}: {}", queue, why);
    }

    @Override
    public synchronized void received(QueueUrl queue, int messages) {
        var now = clock.instant();
        seen.computeIfPresent(
                queue.url(),
                (url, before) -> new QueueSeen(url, before.readable(), now, messages > 0 ? now : before.message()));
    }

    private void seen(QueueUrl queue, boolean readable) {
        seen.merge(
                queue.url(),
                new QueueSeen(queue.url(), readable, null, null),
                (before, now) -> new QueueSeen(queue.url(), readable, before.received(), before.message()));
    }

    /** Whether nothing is taken from the queues because the looks do not keep up. */
    synchronized void full(boolean isFull) {
        if (isFull) {
            troubles.putIfAbsent(FULL, new Trouble(FULL_ADVICE, clock.instant()));
        } else {
            troubles.remove(FULL);
        }
    }

    /** Whether there is anything to tell that was not told before, or is over; it counts as told from then on. */
    synchronized boolean takeNews() {
        var now = trouble().orElse("");
        var isOther = !now.equals(told);
        told = now;
        return isOther;
    }

    /** Why changes go unheard, for people; empty while they are heard of. */
    synchronized Optional<String> trouble() {
        var until = clock.instant().minus(PATIENCE);
        var lasting = troubles.entrySet().stream()
                .filter(one -> !one.getValue().since().isAfter(until))
                .map(one -> "Nothing is heard from " + one.getKey() + ": "
                        + one.getValue().why())
                .collect(Collectors.joining(" "));
        return lasting.isEmpty()
                ? Optional.empty()
                : Optional.of(lasting + " Until then buckets are checked at least every " + inWords(longest) + ".");
    }

    /** Each queue that was tried. */
    synchronized List<QueueSeen> seen() {
        return List.copyOf(seen.values());
    }

    /** The time between two full checks. */
    Duration interval(Duration wanted) {
        return trouble().isPresent() && longest.compareTo(wanted) < 0 ? longest : wanted;
    }

    Duration longest() {
        return longest;
    }

    private static String inWords(Duration duration) {
        return duration.toSecondsPart() == 0 && duration.toMinutes() > 0
                ? duration.toMinutes() + " min"
                : duration.toSeconds() + " s";
    }
}
