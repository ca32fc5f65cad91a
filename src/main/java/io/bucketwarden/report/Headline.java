package io.bucketwarden.report;

import io.bucketwarden.api.S3BucketAccessStatus.Preview;
import java.util.ArrayList;
import java.util.List;

/** The first thing that is read: one sentence, a bar and a few numbers. */
record Headline(Report report) {

    Html html() {
        var states = States.of(report.buckets());
        return Html.tag("section", "glance " + states.tone())
                .with("aria-labelledby", "verdict")
                .of(
                        Html.tag("h2").with("id", "verdict").of(states.verdict()),
                        Html.tag("p", "beside").of(beside()),
                        report.buckets().size() > 1 ? states.bar(state -> Html.text(Badge.words(state))) : Html.NONE,
                        tiles());
    }

    private Html beside() {
        var said = new ArrayList<Object>();
        LetIn.sentence(report.buckets()).ifPresent(sentence -> said.add(sentence + " "));
        if (!report.hasBuckets()) {
            said.add("Nothing that was read tells of a bucket. That is no sign that there are none.");
        } else if (report.isComplete()) {
            said.add("Everything that this report can hold was read.");
        } else {
            said.add("Not everything is known: ");
            said.add(Html.tag("a").with("href", "#missing").of("what is not, and why"));
            said.add(".");
        }
        return Html.of(said);
    }

    private Html tiles() {
        var buckets = report.buckets();
        var tracked = report.count(BucketFacts::isTracked);
        var newcomers = buckets.stream().mapToLong(BucketFacts::newcomers).sum();
        var alerts = buckets.stream().mapToLong(BucketFacts::alerts).sum();
        var previews =
                buckets.stream().flatMap(bucket -> bucket.previews().stream()).toList();
        var exposed = report.count(bucket -> !bucket.windows().isEmpty());
        return Html.tag("dl", "tiles")
                .of(
                        tile(
                                "Recorded as open",
                                Words.number(exposed),
                                "of " + Words.count(buckets.size(), "bucket") + ", now or before"),
                        tracked == 0
                                ? tile("New accessors", "–", "who uses the buckets is not tracked")
                                : tile(
                                        "New accessors",
                                        Words.number(newcomers),
                                        Words.number(tracked) + " of " + Words.count(buckets.size(), "bucket")
                                                + (tracked == 1 ? " is" : " are") + " tracked" + learning()),
                        tracked == 0
                                ? tile("Alerts", "–", "who uses the buckets is not tracked")
                                : tile("Alerts", Words.number(alerts), "kept, at most 20 for each bucket"),
                        previews.isEmpty()
                                ? tile("Would be denied", "–", "nothing was held against requests")
                                : tile(
                                        "Would be denied",
                                        Words.number(previews.stream()
                                                .mapToLong(Preview::denied)
                                                .sum()),
                                        denials(previews)));
    }

    /** Nobody is told as new while it is learned who is usual. */
    private String learning() {
        var learning = report.count(BucketFacts::isLearning);
        return learning == 0 ? "" : ", and of " + Words.number(learning) + " it is still learned who is usual";
    }

    private static String denials(List<Preview> previews) {
        var untold = previews.stream().mapToLong(Preview::cannotTell).sum();
        var incomplete =
                previews.stream().filter(preview -> !preview.complete()).count();
        return "requests"
                + (untold > 0 ? "; of " + Words.number(untold) + " it cannot be told" : "")
                + (incomplete > 0
                        ? "; " + Words.count(incomplete, "preview is", "previews are") + " not complete"
                        : "");
    }

    private static Html tile(String title, String number, String beside) {
        return Html.tag("div", "tile")
                .of(
                        Html.tag("dt").of(title),
                        Html.tag("dd", "figure").of(number),
                        Html.tag("dd", "quiet").of(beside));
    }
}
