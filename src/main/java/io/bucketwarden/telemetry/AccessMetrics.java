package io.bucketwarden.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.Collection;
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

    private final MeterRegistry registry;
    private final MultiGauge reading;
    private final MultiGauge unacknowledged;
    private final MultiGauge readUntil;

    /** @param kinds names of all that may be told, so that the first of each is seen as an increase */
    AccessMetrics(MeterRegistry registry, Collection<String> kinds) {
        this.registry = registry;
        reading = gauge("bucketwarden.access.reading", "1 if the logs that tell who uses a bucket are read, 0 if not");
        unacknowledged =
                gauge("bucketwarden.access.unacknowledged", "Accessors that are new and nobody has acknowledged");
        readUntil = gauge(
                "bucketwarden.access.read.until.timestamp.seconds",
                "Latest request that was read of a bucket, Unix time");
        kinds.forEach(kind -> registry.counter("bucketwarden.access.alerts", "kind", kind));
        read(0, 0);
    }

    /** Requests that were read and kept, and lines or records that could not be read. */
    public void read(long requests, long unreadable) {
        registry.counter("bucketwarden.access.requests").increment((double) requests);
        registry.counter("bucketwarden.access.unreadable").increment((double) unreadable);
    }

    /** Something was told of who uses a bucket. */
    public void alerted(String kind) {
        registry.counter("bucketwarden.access.alerts", "kind", kind).increment();
    }

    /** All that are kept now; the series of others go. */
    public synchronized void tracked(Collection<Tracked> all) {
        register(reading, all, one -> one.reading() ? 1.0 : 0.0);
        register(unacknowledged, all, one -> (double) one.unacknowledged());
        register(
                readUntil,
                all.stream().filter(one -> one.readUntil() != null).toList(),
                one -> one.readUntil() == null ? 0.0 : (double) one.readUntil().getEpochSecond());
    }

    private static void register(MultiGauge gauge, Collection<Tracked> all, Function<Tracked, Double> value) {
        gauge.register(
                all.stream()
                        .<MultiGauge.Row<?>>map(one -> MultiGauge.Row.of(
                                Tags.of("namespace", one.namespace(), "name", one.name()), value.apply(one)))
                        .toList(),
                true);
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }
}
