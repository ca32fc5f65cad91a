package io.bucketwarden.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The families, registered. Nobody else registers a meter of ours. */
final class Meters {

    /** Up to a day. */
    private static final Duration[] WINDOWS = LongStream.of(1, 2, 5, 10, 30, 60, 120, 300, 900, 3_600, 21_600, 86_400)
            .mapToObj(Duration::ofSeconds)
            .toArray(Duration[]::new);

    private static final Duration[] CALLS = LongStream.of(25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Map<Family, MultiGauge> gauges = new EnumMap<>(Family.class);

    Meters(MeterRegistry registry) {
        this.registry = registry;
        for (var family : Family.values()) {
            if (family.kind() == Family.Kind.Gauge) {
                gauges.put(
                        family,
                        MultiGauge.builder(family.meter())
                                .description(family.help())
                                .register(registry));
            } else {
                begin(family);
            }
        }
    }

    Counter counter(Family family, String... of) {
        return Counter.builder(family.meter())
                .description(family.help())
                .tags(family.tags(of))
                .register(registry);
    }

    DistributionSummary summary(Family family, String... of) {
        return DistributionSummary.builder(family.meter())
                .description(family.help())
                .tags(family.tags(of))
                .register(registry);
    }

    Timer timer(Family family, String... of) {
        return Timer.builder(family.meter())
                .description(family.help())
                .tags(family.tags(of))
                .serviceLevelObjectives(family == Family.EXPOSURE_WINDOW ? WINDOWS : CALLS)
                .register(registry);
    }

    /** These rows in place of those that the gauge had. */
    void show(Family family, Stream<MultiGauge.Row<?>> rows) {
        Objects.requireNonNull(gauges.get(family)).register(rows.toList(), true);
    }

    /** Makes the series that are known beforehand: one that begins with its first observation shows no increase of it. */
    private void begin(Family family) {
        if (family.labels().stream().anyMatch(label -> label.values().isEmpty())) {
            return;
        }
        for (var values : combinations(family.labels())) {
            var of = values.toArray(String[]::new);
            switch (family.kind()) {
                case Counter -> counter(family, of);
                case Timer -> timer(family, of);
                case Summary -> summary(family, of);
                case Gauge -> {}
            }
        }
    }

    private static List<List<String>> combinations(List<Label> labels) {
        List<List<String>> all = List.of(List.of());
        for (var label : labels) {
            var longer = new ArrayList<List<String>>();
            for (var one : all) {
                for (var value : label.values()) {
                    longer.add(Stream.concat(one.stream(), Stream.of(value)).toList());
                }
            }
            all = longer;
        }
        return all;
    }
}
