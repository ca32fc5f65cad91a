package io.bucketwarden.access.baseline;

import io.bucketwarden.api.S3BucketAccessStatus.Alert;
import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An alert before it is put into words.
 *
 * @param second of the first of the requests
 * @param number of what is told; more than 1 where names were not kept
 * @param bound that was passed; 0 where there is none
 */
record Draft(
        AlertKind kind,
        long second,
        String principal,
        @Nullable Count who,
        @Nullable String id,
        long requests,
        long number,
        long bound) {

    static Draft of(AlertKind kind, long second, Count who, String id) {
        return new Draft(kind, second, who.accessor.principal(), who, id, who.requests, 1, 0);
    }

    static Draft unnamed(AlertKind kind, Overflow overflow, long now, long number) {
        return new Draft(kind, Math.min(overflow.since, now), "", null, null, overflow.requests, number, 0);
    }

    /** How many there are, also of those without a name. */
    static long number(List<Draft> drafts) {
        return drafts.stream().mapToLong(Draft::number).sum();
    }

    /** At most {@link Merged#MOST_ALERTS}: the last of more than those sums up the rest. */
    static List<Alert> alerts(List<Draft> drafts) {
        var sorted = new ArrayList<>(drafts);
        sorted.sort(Comparator.comparing(Draft::kind, Gravity.FIRST));
        if (sorted.size() <= Merged.MOST_ALERTS) {
            return sorted.stream().map(Draft::alert).toList();
        }
        var alerts = new ArrayList<Alert>();
        for (var draft : sorted.subList(0, Merged.MOST_ALERTS - 1)) {
            alerts.add(draft.alert());
        }
        alerts.add(rest(sorted.subList(Merged.MOST_ALERTS - 1, sorted.size())));
        return alerts;
    }

    private static Alert rest(List<Draft> drafts) {
        Map<AlertKind, Long> numbers = new EnumMap<>(AlertKind.class);
        drafts.forEach(draft -> numbers.merge(draft.kind, draft.number, Long::sum));
        var message = number(drafts) + " further alerts from the same log object: "
                + numbers.entrySet().stream()
                        .map(e -> e.getValue() + " " + e.getKey())
                        .collect(Collectors.joining(", "))
                + ". Whom they are about is listed in status.accessors as far as there is room.";
        return new Alert(
                drafts.getFirst().kind,
                AlertText.time(drafts.stream().mapToLong(Draft::second).min().orElse(0)),
                message,
                null,
                null,
                null,
                null,
                drafts.stream().mapToLong(Draft::requests).sum());
    }

    private Alert alert() {
        return new Alert(
                kind,
                AlertText.time(second),
                AlertText.sentence(this),
                id,
                principal.isEmpty() ? null : AlertText.name(principal),
                who == null || who.accessor.isAnonymous() ? null : AlertText.name(who.accessor.application()),
                who == null ? null : AlertText.name(who.accessor.network()),
                requests);
    }
}
