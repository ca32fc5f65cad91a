package io.bucketwarden.bench;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.Fault;
import java.util.HashMap;
import java.util.Map;

/** Requests by who made them. */
final class CountedAccesses implements AccessSink {

    private static final class Count {
        private long requests;
        private long bytes;
        private long last;
    }

    private final Map<Accessor, Count> counts = new HashMap<>();
    private long lines;
    private long unreadable;

    @Override
    public void accept(Access access) {
        lines++;
        var count = counts.computeIfAbsent(access.accessor(), accessor -> new Count());
        count.requests++;
        count.bytes += access.bytes();
        count.last = Math.max(count.last, access.second());
    }

    @Override
    public void unreadable(Fault fault) {
        unreadable++;
    }

    long lines() {
        return lines;
    }
}
