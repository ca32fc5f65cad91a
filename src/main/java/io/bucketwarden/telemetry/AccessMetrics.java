package io.bucketwarden.telemetry;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is measured of who uses buckets. */
public final class AccessMetrics {

    /**
     * One S3BucketAccess as it was kept last.
     *
     * @param reading whether its logs are read
     * @param unacknowledged accessors that are new and nobody has acknowledged
     * @param readUntil the latest request that was read; null for none
     */
    public record Tracked(
            String namespace,
            String name,
            boolean reading,
            long unacknowledged,
            @Nullable Instant readUntil) {}

    private final Meters meters;

    AccessMetrics(Meters meters) {
        this.meters = meters;
    }

    /** Requests that were read and kept, and lines or records that could not be read. */
    public void read(long requests, long unreadable) {
        meters.counter(Family.ACCESS_REQUESTS).increment((double) requests);
        meters.counter(Family.ACCESS_UNREADABLE).increment((double) unreadable);
    }

    /** Something was told of who uses a bucket. */
    public void alerted(String kind) {
        meters.counter(Family.ACCESS_ALERTS, kind).increment();
    }

    /** All that are kept now; the series of others go. */
    public synchronized void tracked(Collection<Tracked> all) {
        show(Family.ACCESS_READING, all, one -> Optional.of(one.reading() ? 1.0 : 0.0));
        show(Family.ACCESS_UNACKNOWLEDGED, all, one -> Optional.of((double) one.unacknowledged()));
        show(
                Family.ACCESS_READ_UNTIL,
                all,
                one -> Optional.ofNullable(one.readUntil()).map(at -> (double) at.getEpochSecond()));
    }

    private void show(Family family, Collection<Tracked> all, Function<Tracked, Optional<Double>> value) {
        meters.show(
                family,
                all.stream()
                        .flatMap(one -> value.apply(one).stream()
                                .map(number -> family.row(number, one.namespace(), one.name()))));
    }
}
