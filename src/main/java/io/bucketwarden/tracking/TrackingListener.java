package io.bucketwarden.tracking;

import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;

/** Hears of what is read and told, for metrics. */
public interface TrackingListener {

    TrackingListener NONE = new TrackingListener() {
        @Override
        public void read(long requests, long unreadable) {}

        @Override
        public void alerted(AlertKind kind) {}
    };

    /** So many requests of logs were read and kept, and so many lines or records could not be. */
    void read(long requests, long unreadable);

    /** Something was told of who uses a bucket. */
    void alerted(AlertKind kind);
}
