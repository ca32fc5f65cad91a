package io.bucketwarden.tracking;

import io.bucketwarden.access.baseline.Gravity;
import io.bucketwarden.api.S3BucketAccessStatus.Alert;
import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What one event of Kubernetes says of alerts. Pure. */
record AlertEvent(AlertKind kind, String message) {

    /** Of one bucket at once: strangers cause alerts, and every event is written to the API server. */
    static final int MOST = 10;

    /** The gravest first; the last of more than {@link #MOST} sums up the rest. */
    static List<AlertEvent> of(List<Alert> alerts) {
        var sorted = alerts.stream()
                .sorted(Comparator.comparing(Alert::kind, Gravity.FIRST))
                .toList();
        var single = sorted.size() <= MOST ? sorted.size() : MOST - 1;
        var events = new ArrayList<AlertEvent>();
        sorted.subList(0, single).forEach(alert -> events.add(new AlertEvent(alert.kind(), alert.message())));
        if (single < sorted.size()) {
            events.add(rest(sorted.subList(single, sorted.size())));
        }
        return List.copyOf(events);
    }

    private static AlertEvent rest(List<Alert> alerts) {
        Map<AlertKind, Long> numbers = new EnumMap<>(AlertKind.class);
        alerts.forEach(alert -> numbers.merge(alert.kind(), 1L, Long::sum));
        return new AlertEvent(
                alerts.getFirst().kind(),
                alerts.size() + " further alerts at the same time: "
                        + numbers.entrySet().stream()
                                .map(e -> e.getValue() + " " + e.getKey())
                                .collect(Collectors.joining(", "))
                        + ". The log of the operator has each of them, status.alerts the latest.");
    }
}
