package io.bucketwarden.report;

import java.util.List;
import java.util.Locale;

/** Bars as SVG that is stretched to the room there is; words stand beside it as text, so that they keep their size. */
final class Bars {

    /** Units of the whole width. */
    static final double WIDTH = 1000;

    private static final int HEIGHT = 16;
    private static final double GAP = 2;

    private Bars() {}

    /** A part of a bar, in units; {@code tone} is a class of the style sheet. */
    record Part(double from, double until, String tone) {}

    /** @param told what it shows, for those who do not see it */
    static Html svg(String told, List<Part> parts) {
        var shapes = parts.stream()
                .map(part -> Html.tag("rect", part.tone())
                        .with("x", round(part.from()))
                        .with("y", 0)
                        .with("width", round(Math.max(0, part.until() - part.from())))
                        .with("height", HEIGHT)
                        .of());
        return Html.tag("svg", "bar")
                .with("viewBox", "0 0 " + (int) WIDTH + " " + HEIGHT)
                .with("preserveAspectRatio", "none")
                .with("role", "img")
                .with("aria-label", told)
                .of(Html.tag("title").of(told), Html.of(shapes));
    }

    /** Shares of a whole, side by side. A share that is not zero is always to be seen. */
    static Html shares(String told, List<String> tones, List<Long> counts) {
        var total = Math.max(1, counts.stream().mapToLong(Long::longValue).sum());
        var seen = counts.stream().filter(count -> count > 0).count();
        var room = WIDTH - GAP * Math.max(0, seen - 1);
        var least = Math.min(8, room / Math.max(1, seen));
        var spare = room - least * seen;
        var parts = new java.util.ArrayList<Part>();
        double at = 0;
        for (int i = 0; i < counts.size(); i++) {
            if (counts.get(i) > 0) {
                var width = least + spare * counts.get(i) / total;
                parts.add(new Part(at, at + width, tones.get(i)));
                at += width + GAP;
            }
        }
        return svg(told, parts);
    }

    private static String round(double units) {
        return String.format(Locale.ROOT, "%.1f", units);
    }
}
