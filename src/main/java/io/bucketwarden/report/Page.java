package io.bucketwarden.report;

import java.util.ArrayList;
import java.util.List;

/** The page as a whole. It needs nothing but itself: no script, no picture, no font, no request. */
record Page(Report report) {

    private static final String ALLOWED =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    /** Up to so many buckets, the page has room for many accessors of each. */
    private static final int FEW = 20;

    Html html() {
        return Html.of(
                Html.tag("!doctype html").alone(),
                "\n",
                Html.tag("html").with("lang", "en").of(head(), "\n", body()),
                "\n");
    }

    private Html head() {
        return Head.of(
                report.scope().title() + " · Bucketwarden report of " + Words.minute(report.at()),
                List.of(
                        Html.tag("meta")
                                .with("http-equiv", "Content-Security-Policy")
                                .with("content", ALLOWED)
                                .alone(),
                        Html.tag("meta")
                                .with("name", "referrer")
                                .with("content", "no-referrer")
                                .alone(),
                        Html.style(StyleSheet.text())));
    }

    private Html body() {
        return Html.tag("body")
                .of(
                        Html.tag("header")
                                .of(
                                        Html.tag("p", "brand").of("Bucketwarden report"),
                                        Html.tag("h1").of(report.scope().title()),
                                        Html.tag("p", "quiet")
                                                .of(
                                                        "Generated at ",
                                                        Words.time(report.at()),
                                                        " UTC from " + report.source() + ". All times are in UTC.")),
                        Html.tag("main")
                                .of(
                                        new Headline(report).html(),
                                        new Overview(report).html(),
                                        exposure(),
                                        new Missing(report).html(),
                                        details()),
                        Html.tag("footer")
                                .of(Html.tag("p")
                                        .of("States are as the operator last reported them, not as of now. Names"
                                                + " of callers and applications are what access logs hold; what an"
                                                + " application calls itself is a label, never proof.")));
    }

    private Html exposure() {
        var timeline = new Timeline(report.buckets(), report.at()).html();
        // Of one bucket, its own part shows the same.
        return timeline.isEmpty() || report.buckets().size() == 1
                ? Html.NONE
                : Html.tag("section")
                        .with("aria-labelledby", "exposure")
                        .of(Html.tag("h2").with("id", "exposure").of("Open to the public over time"), timeline);
    }

    private Html details() {
        var parts = new ArrayList<Html>();
        for (int i = 0; i < report.buckets().size(); i++) {
            parts.add(new BucketPart(i, report.buckets().get(i), report.at(), unfolded(i), rows()).html());
        }
        return parts.isEmpty()
                ? Html.NONE
                : Html.tag("section")
                        .with("aria-labelledby", "details")
                        .of(Html.tag("h2").with("id", "details").of("In detail"), parts);
    }

    private boolean unfolded(int bucket) {
        return report.buckets().size() == 1 || (bucket == 0 && report.buckets().size() <= FEW);
    }

    /** Few of each where there are many buckets, or nothing could open the page. */
    private int rows() {
        var buckets = report.buckets().size();
        return buckets == 1 ? Integer.MAX_VALUE : buckets <= FEW ? 100 : 15;
    }
}
