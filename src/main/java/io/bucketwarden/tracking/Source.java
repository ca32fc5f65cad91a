package io.bucketwarden.tracking;

import io.bucketwarden.access.LogFormat;
import io.bucketwarden.access.reading.LogLayout;
import io.bucketwarden.access.reading.LogStore;
import io.bucketwarden.posture.BucketIdentity;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where it is to be read who uses a bucket.
 *
 * @param described for people, such as {@code s3://acme-logs/s3/ledger/}; another one is read from its beginning
 * @param bucket whose requests are looked for, and who we are there
 * @param log null where requests come by themselves
 * @param silence what is said while nothing comes
 */
record Source(
        String described, BucketIdentity bucket, @Nullable Log log, Silence silence) {

    /** What is said while there is nothing more to be read. */
    String caughtUp() {
        return log == null
                ? "Data events are listened to as they come through the operator's queues."
                : "All that is there was read.";
    }

    /** @param format gives the reader of the thread that asks */
    record Log(LogStore store, LogLayout layout, Supplier<LogFormat> format) {}
}
