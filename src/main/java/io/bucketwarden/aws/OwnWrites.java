package io.bucketwarden.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which writes to S3 were ours, by the request id that S3 answered. CloudTrail repeats it in its event, and who forges an
 * event cannot know it, whereas anybody who stole the operator's role has the same ARN.
 */
public final class OwnWrites {

    /** Longer than an event of CloudTrail takes, even one that waited in the queue for a while. */
    static final Duration REMEMBERED = Duration.ofMinutes(30);

    static final int MOST = 50_000;

    private final InstantSource clock;

    /** In the order in which they were made, so that the oldest stand first. */
    private final Map<String, Instant> made = new LinkedHashMap<>();

    /** When the latest one was made that was forgotten for want of room. */
    private Instant dropped = Instant.MIN;

    public OwnWrites(InstantSource clock) {
        this.clock = clock;
    }

    /** Remembers a write of ours, whatever came of it. */
    public synchronized void made(String requestId) {
        made.remove(requestId);
        made.put(requestId, clock.instant());
        forget();
    }

    /** Whether we made this write in the last half hour. */
    public synchronized boolean include(String requestId) {
        forget();
        return made.containsKey(requestId);
    }

    /** Of writes before this moment it is not known whether they were ours. */
    public synchronized Instant knownSince() {
        var since = clock.instant().minus(REMEMBERED);
        return dropped.isAfter(since) ? dropped : since;
    }

    synchronized int size() {
        return made.size();
    }

    private void forget() {
        var since = clock.instant().minus(REMEMBERED);
        var oldest = made.values().iterator();
        while (oldest.hasNext()) {
            var when = oldest.next();
            if (!when.isBefore(since) && made.size() <= MOST) {
                return;
            }
            if (!when.isBefore(since)) {
                dropped = when;
            }
            oldest.remove();
        }
    }
}
