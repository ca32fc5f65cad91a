package io.bucketwarden.telemetry;

import io.bucketwarden.api.BucketState;
import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.ExposureWindow;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.micrometer.core.instrument.MultiGauge;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Counts of buckets: each once, whatever many policies say of it. */
final class BucketRows {

    private BucketRows() {}

    /** @param statuses what is said of each bucket, by each policy that has a say */
    static Map<Family, Stream<MultiGauge.Row<?>>> all(List<BucketStatus> statuses) {
        var worst = new HashMap<String, BucketStatus>();
        statuses.forEach(status -> worst.merge(status.name(), status, BucketRows::worse));
        return Map.of(
                Family.BUCKETS,
                Stream.of(BucketState.values())
                        .filter(state -> state != BucketState.Open)
                        .map(state -> total(state, worst.values())),
                Family.OPEN_BUCKETS,
                open(statuses),
                Family.EXPOSED_BUCKETS,
                Stream.of(Family.EXPOSED_BUCKETS.row((double) exposed(statuses))));
    }

    private static BucketStatus worse(BucketStatus one, BucketStatus other) {
        return BucketState.of(one).compareTo(BucketState.of(other)) <= 0 ? one : other;
    }

    /** What is open has drifted. */
    private static MultiGauge.Row<?> total(BucketState state, Collection<BucketStatus> buckets) {
        var count = buckets.stream()
                .map(BucketState::of)
                .filter(is -> is == state || (is == BucketState.Open && state == BucketState.Drifted))
                .count();
        return Family.BUCKETS.row((double) count, state.name().toLowerCase(Locale.ROOT));
    }

    private static Stream<MultiGauge.Row<?>> open(List<BucketStatus> statuses) {
        var names = new HashMap<List<String>, Set<String>>();
        for (var status : statuses) {
            for (var exposure : status.exposure()) {
                for (var access : exposure.isEffective() ? exposure.access() : List.<Exposure.Access>of()) {
                    var way = List.of(exposure.through().name(), exposure.to().name(), access.name());
                    names.computeIfAbsent(way, any -> new HashSet<>()).add(status.name());
                }
            }
        }
        return names.entrySet().stream()
                .map(way -> Family.OPEN_BUCKETS.row(
                        way.getValue().size(), way.getKey().toArray(String[]::new)));
    }

    private static long exposed(List<BucketStatus> statuses) {
        return statuses.stream()
                .filter(status -> status.exposureWindows().stream().anyMatch(ExposureWindow::isOpen))
                .map(BucketStatus::name)
                .distinct()
                .count();
    }
}
