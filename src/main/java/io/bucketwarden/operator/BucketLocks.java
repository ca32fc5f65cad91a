package io.bucketwarden.operator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One lock for each bucket that is being looked at, so that writes to one bucket are serialised. A policy that takes over
 * may start while the last pass of the one before it still writes.
 */
final class BucketLocks {

    /** A held lock; closing it lets the next one in. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    private static final class Counted {
        private final ReentrantLock lock = new ReentrantLock();
        private int users;
    }

    private final Map<String, Counted> locks = new ConcurrentHashMap<>();

    Held hold(String bucket) {
        var counted = locks.compute(bucket, (name, known) -> {
            var entry = known == null ? new Counted() : known;
            entry.users++;
            return entry;
        });
        counted.lock.lock();
        return () -> {
            counted.lock.unlock();
            locks.compute(bucket, (name, entry) -> entry == null || --entry.users == 0 ? null : entry);
        };
    }

    int size() {
        return locks.size();
    }
}
