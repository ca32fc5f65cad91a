package io.bucketwarden.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When we wrote the policy document of which bucket. S3 has no conditional write for it, so what somebody else wrote
 * shortly before may be gone.
 */
public final class PolicyWrites {

    static final Duration REMEMBERED = OwnWrites.REMEMBERED;
    static final int MOST = 50_000;

    /**
     * S3 may show a document for a while that was replaced already, so that what we read right before our write may be older.
     * An event names only the second in which the call began, too, and clocks differ a little.
     */
    static final Duration BEFORE = Duration.ofSeconds(60);

    static final Duration AFTER = Duration.ofSeconds(1);

    /** One attempt, from when it was sent. */
    static final class Attempt {
        private final String bucket;
        private final Instant start;
        private @Nullable Instant end;

        private Attempt(String bucket, Instant start) {
            this.bucket = bucket;
            this.start = start;
        }

        private boolean isAround(Instant time) {
            return !time.isBefore(start.minus(BEFORE)) && (end == null || !time.isAfter(end.plus(AFTER)));
        }
    }

    private final InstantSource clock;
    private final ArrayDeque<Attempt> oldestFirst = new ArrayDeque<>();
    private final Map<String, ArrayDeque<Attempt>> byBucket = new HashMap<>();

    public PolicyWrites(InstantSource clock) {
        this.clock = clock;
    }

    /** From now on the document may be replaced. */
    synchronized Attempt begin(String bucket) {
        var attempt = new Attempt(bucket, clock.instant());
        oldestFirst.addLast(attempt);
        byBucket.computeIfAbsent(bucket, name -> new ArrayDeque<>()).addLast(attempt);
        forgetOld();
        return attempt;
    }

    /** Answered, or given up. */
    synchronized void end(Attempt attempt) {
        attempt.end = clock.instant();
    }

    /** S3 refused it, so it replaced nothing. */
    synchronized void refused(Attempt attempt) {
        if (oldestFirst.remove(attempt)) {
            forget(attempt);
        }
    }

    /**
     * Whether we wrote the bucket's policy document, or tried to, about when a call was made.
     *
     * @param time of the call, to the second
     */
    public synchronized boolean isAround(String bucket, Instant time) {
        forgetOld();
        var attempts = byBucket.get(bucket);
        return attempts != null && attempts.stream().anyMatch(attempt -> attempt.isAround(time));
    }

    synchronized int size() {
        return oldestFirst.size();
    }

    private void forgetOld() {
        var since = clock.instant().minus(REMEMBERED);
        for (var oldest = oldestFirst.peekFirst();
                oldest != null && (oldest.start.isBefore(since) || oldestFirst.size() > MOST);
                oldest = oldestFirst.peekFirst()) {
            oldestFirst.removeFirst();
            forget(oldest);
        }
    }

    private void forget(Attempt attempt) {
        byBucket.computeIfPresent(attempt.bucket, (name, attempts) -> {
            attempts.remove(attempt);
            return attempts.isEmpty() ? null : attempts;
        });
    }
}
