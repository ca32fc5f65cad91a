package io.bucketwarden.tracking;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.reading.Plausible;

/**
 * Passes on what a log object tells, but for requests to the bucket of a time of which it cannot tell: they count as
 * unreadable.
 */
record InTime(String bucket, Plausible times, AccessSink sink) implements AccessSink {

    @Override
    public void accept(Access access) {
        if (access.bucket().equals(bucket) && !times.contains(access.second())) {
            sink.unreadable(Fault.BAD_TIME);
        } else {
            sink.accept(access);
        }
    }

    @Override
    public void unreadable(Fault fault) {
        sink.unreadable(fault);
    }
}
