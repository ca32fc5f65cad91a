package io.bucketwarden.report;

import io.bucketwarden.api.ExposureWindow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From when to when a bucket was open, as a bar and as a table that says the same. */
public record WindowsPart(BucketFacts bucket, Instant now) {

    Html html() {
        return bucket.windows().isEmpty() ? Html.NONE : Html.of(Html.tag("h4").of("Open to the public"), content());
    }

    /** Without a heading. */
    public Html content() {
        var table = new Table(
                "Times in which " + bucket.name() + " was open to the public",
                "Opened",
                "By",
                "Found",
                "Closed",
                "By",
                "Open for");
        for (var window : bucket.windows()) {
            table.row(
                    Words.time(window.openedAt()),
                    opener(window),
                    Words.time(window.foundAt()),
                    window.isOpen() ? Badge.badge("bad", "Open now") : Words.time(window.closedAt()),
                    closer(window.closedBy()),
                    lasted(window));
        }
        return Html.of(new Timeline(List.of(bucket), now).html(), table.html());
    }

    public static Html opener(ExposureWindow window) {
        if (window.openedBy() == null) {
            return BucketPart.known(null);
        }
        return Html.of(
                Html.tag("code").of(window.openedBy()),
                window.openedByEvent() == null
                        ? Html.NONE
                        : Html.tag("span", "under").of(window.openedByEvent()));
    }

    public static String closer(ExposureWindow.@Nullable ClosedBy by) {
        return switch (by) {
            case Bucketwarden -> "Bucketwarden";
            case SomebodyElse -> "somebody else";
            case Exempted -> "exempt from then on";
            case Superseded -> "another policy answers for it from then on, or none";
            case null -> "–";
        };
    }

    private String lasted(ExposureWindow window) {
        return lasted(window, now);
    }

    /** For how long, and whether that is the least that it can be. */
    public static String lasted(ExposureWindow window, Instant now) {
        var unsure = window.openedAt() == null;
        return Windows.lasted(window, now)
                .map(time -> (unsure ? "at least " : "") + Words.lasted(time))
                .orElse("not known");
    }
}
