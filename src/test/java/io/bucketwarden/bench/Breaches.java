package io.bucketwarden.bench;

import java.util.HashMap;
import java.util.Map;

/**
 * Buckets that somebody opened to everyone, and when the server saw them found, closed and verified, each as it answered.
 * Times are in milliseconds of the clock that all processes of a machine share.
 */
final class Breaches {

    /** What is deleted to open a bucket. */
    static final String BLOCK = "publicAccessBlock";

    private static final class Breach {
        private long found;
        private long closed;
        private int reads;
        private int readsUntilFound;
    }

    private final Map<String, Breach> breaches = new HashMap<>();
    private final StringBuilder ended = new StringBuilder();

    synchronized void open(String bucket) {
        breaches.put(bucket, new Breach());
    }

    /** Whether the bucket was opened and not closed. */
    synchronized boolean isOpen(String bucket) {
        var breach = breaches.get(bucket);
        return breach != null && breach.closed == 0;
    }

    /** @param arrived when the request came; one that came before the bucket was closed verifies nothing */
    synchronized void read(String bucket, String subresource, long arrived) {
        var breach = breaches.get(bucket);
        if (breach == null) {
            return;
        }
        breach.reads++;
        var now = System.currentTimeMillis();
        if (!subresource.equals(BLOCK)) {
            return;
        }
        if (breach.found == 0) {
            breach.found = now;
            breach.readsUntilFound = breach.reads;
        } else if (breach.closed != 0 && arrived >= breach.closed) {
            breaches.remove(bucket);
            ended.append(bucket + " " + breach.found + " " + breach.closed + " " + now + " " + breach.readsUntilFound
                    + "\n");
        }
    }

    synchronized void written(String bucket, String subresource) {
        var breach = breaches.get(bucket);
        if (breach != null && breach.closed == 0 && subresource.equals(BLOCK)) {
            breach.closed = System.currentTimeMillis();
        }
    }

    /** Those that ended since this was last asked, one a line: bucket, three times, and the reads until it was found. */
    synchronized String ended() {
        var lines = ended.toString();
        ended.setLength(0);
        return lines;
    }
}
