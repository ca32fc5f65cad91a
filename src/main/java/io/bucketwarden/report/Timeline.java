package io.bucketwarden.report;

import io.bucketwarden.api.ExposureWindow;
import io.bucketwarden.report.Bars.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** From when to when buckets were open, as bars over one scale of time. */
public record Timeline(List<BucketFacts> buckets, Instant now) {

    /** As many bars as can be taken in. */
    private static final int MOST = 25;

    private static final double LEAST_WIDTH = 3;

    public Html html() {
        var exposed = buckets.stream()
                .filter(bucket -> bucket.windows().stream()
                        .anyMatch(window -> Windows.start(window).isPresent()))
                .toList();
        if (exposed.isEmpty()) {
            return Html.NONE;
        }
        var from = exposed.stream()
                .flatMap(bucket -> bucket.windows().stream())
                .flatMap(window -> Windows.start(window).stream())
                .min(Comparator.naturalOrder())
                .filter(first -> first.isBefore(now.minus(1, ChronoUnit.DAYS)))
                .map(first -> first.minusSeconds(Duration.between(first, now).toSeconds() / 30))
                .orElseGet(() -> now.minus(1, ChronoUnit.DAYS));
        var rows = new ArrayList<Html>();
        for (var bucket : exposed.subList(0, Math.min(MOST, exposed.size()))) {
            rows.add(row(bucket, from));
        }
        var more = exposed.size() - rows.size();
        return Html.tag("figure", "timeline")
                .of(
                        Html.tag("div", "rows").of(rows, scale(from)),
                        Html.tag("figcaption")
                                .of(
                                        Html.tag("span", "key unseen").of("open, not found yet"),
                                        Html.tag("span", "key seen").of("open, found"),
                                        Html.tag("span", "key now").of("open now"),
                                        Html.tag("span")
                                                .of("A bar begins when it was found where no event tells when it"
                                                        + " was opened."
                                                        + (more > 0
                                                                ? " " + Words.count(more, "more bucket")
                                                                        + (more == 1 ? " is" : " are")
                                                                        + " not drawn."
                                                                : ""))));
    }

    private Html row(BucketFacts bucket, Instant from) {
        var parts = new ArrayList<Part>();
        parts.add(new Part(0, Bars.WIDTH, "rail"));
        bucket.windows().forEach(window -> parts.addAll(parts(window, from)));
        var open = bucket.windows().stream().anyMatch(ExposureWindow::isOpen);
        var total = bucket.windows().stream()
                .flatMap(window -> Windows.lasted(window, now).stream())
                .reduce(Duration.ZERO, Duration::plus);
        var said = Words.count(bucket.windows().size(), "time") + ", " + Words.lasted(total) + " in all"
                + (open ? ", open now" : "");
        return Html.of(
                Html.tag("span", "name").of(bucket.name()),
                Bars.svg(bucket.name() + " was open to the public " + said, parts),
                Html.tag("span", open ? "said bad" : "said").of(said));
    }

    private List<Part> parts(ExposureWindow window, Instant from) {
        var start = Windows.start(window).orElse(null);
        var end = window.isOpen() ? now : Words.instant(window.closedAt()).orElse(null);
        if (start == null || end == null) {
            return List.of();
        }
        var left = at(start, from);
        var right = Math.max(left + LEAST_WIDTH, at(end, from));
        if (right > Bars.WIDTH) {
            left = Math.min(left, Bars.WIDTH - LEAST_WIDTH);
            right = Bars.WIDTH;
        }
        var found = Words.instant(window.foundAt()).map(time -> at(time, from)).orElse(left);
        var seen = Math.clamp(found, left, right);
        return List.of(new Part(left, seen, "unseen"), new Part(seen, right, window.isOpen() ? "now" : "seen"));
    }

    private double at(Instant time, Instant from) {
        var whole = Math.max(1, Duration.between(from, now).toSeconds());
        return Math.clamp(Bars.WIDTH * Duration.between(from, time).toSeconds() / whole, 0, Bars.WIDTH);
    }

    private Html scale(Instant from) {
        var middle = from.plus(Duration.between(from, now).dividedBy(2));
        return Html.of(
                Html.tag("span").of(),
                Html.tag("span", "scale").of(Words.time(from), Words.time(middle), Words.time(now)),
                Html.tag("span").of());
    }
}
