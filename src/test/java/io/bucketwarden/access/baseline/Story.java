package io.bucketwarden.access.baseline;

import io.bucketwarden.access.Accessor;
import io.bucketwarden.api.S3BucketAccessStatus.Alert;
import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A baseline, and what it hears, object by object. It learns for a week from {@link #START}. */
final class Story {

    static final long START = Instant.parse("2026-11-01T00:00:00Z").getEpochSecond();
    static final long DAY = 86_400;
    static final long LEARNED = START + 7 * DAY;
    /** Well after it was learned. */
    static final long LATER = START + 10 * DAY;

    final Set<String> acknowledged = new HashSet<>();
    final List<Alert> alerts = new ArrayList<>();
    Declared declared = Declared.NOTHING;
    int max = 500;
    int forgetAfterDays = 90;
    long now = START + 20 * DAY;
    Baseline baseline = Baseline.start(Instant.ofEpochSecond(START), 7, new FingerprintKey(11, 12));

    Tally tally() {
        return new Tally(baseline.watched(Asks.BUCKET, declared, max));
    }

    /** One log object. */
    List<Alert> hears(Asks... requests) {
        var tally = tally();
        Arrays.stream(requests).forEach(request -> tally.accept(request.access()));
        return hears(tally);
    }

    List<Alert> hears(Tally tally) {
        var merged = baseline.merge(tally, terms());
        baseline = merged.baseline();
        alerts.addAll(merged.alerts());
        return merged.alerts();
    }

    List<AlertKind> kinds(Asks... requests) {
        return hears(requests).stream().map(Alert::kind).toList();
    }

    /** Whether somebody was let in before, as far as the baseline remembers. */
    boolean knows(Accessor accessor) {
        var parts = baseline.parts();
        var seen = parts.seen().get(accessor);
        return (seen != null && seen.isLetIn())
                || parts.accessors().contains(parts.key().accessor(accessor));
    }

    Terms terms() {
        return new Terms(max, forgetAfterDays, Instant.ofEpochSecond(now), acknowledged);
    }

    BaselineStatus status() {
        return BaselineStatus.of(baseline, acknowledged, Instant.ofEpochSecond(now));
    }

    static Asks[] times(int count, Asks one) {
        var all = new Asks[count];
        Arrays.fill(all, one);
        return all;
    }
}
