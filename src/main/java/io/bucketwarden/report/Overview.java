package io.bucketwarden.report;

import io.bucketwarden.api.BucketState;
import io.bucketwarden.api.S3BucketAccessStatus.Preview;
import java.time.Instant;
import java.util.List;

/** All buckets in one table, a line for each. */
record Overview(Report report) {

    Html html() {
        var table = new Table(
                "Buckets, worst first",
                "Bucket",
                "State",
                "#As declared",
                "Open to the public",
                "Who uses it",
                "Would be denied",
                "#Not known");
        for (int i = 0; i < report.buckets().size(); i++) {
            var bucket = report.buckets().get(i);
            table.row(
                    Html.of(
                            BucketPart.link(i, bucket),
                            Html.tag("span", "under").of(BucketPart.place(bucket))),
                    Badge.of(bucket.state()),
                    Html.tag("span", "number")
                            .of(
                                    bucket.facets().isEmpty()
                                            ? "–"
                                            : bucket.compliant() + " of "
                                                    + bucket.facets().size()),
                    open(bucket, report.at()),
                    use(bucket),
                    denied(bucket),
                    (long) bucket.gaps().size());
        }
        return Html.tag("section")
                .with("aria-labelledby", "overview")
                .of(
                        Html.tag("h2").with("id", "overview").of("Buckets"),
                        table.isEmpty() ? Html.tag("p").of("There is none in what was read.") : table.html());
    }

    private static Html open(BucketFacts bucket, Instant now) {
        if (bucket.isPublic()) {
            return bucket.state() == BucketState.Open
                    ? Html.tag("b", "bad").of("now", openFor(bucket, now))
                    : Html.tag("b", "warn").of("now, and not held against it");
        }
        if (!bucket.windows().isEmpty()) {
            var last = bucket.windows().getFirst();
            return last.isOpen()
                    ? Html.tag("b", "bad").of("perhaps still", openFor(bucket, now))
                    : Html.of("until ", Words.time(last.closedAt()));
        }
        var judged = bucket.facets().stream()
                .filter(facet -> facet.name().equals(BucketPart.PUBLIC_ACCESS))
                .findFirst();
        return judged.isPresent() && BucketPart.isKnown(judged.get().state())
                ? Html.text("no")
                : Html.tag("span", "quiet").of("not known");
    }

    private static String openFor(BucketFacts bucket, Instant now) {
        return bucket.windows().stream()
                .filter(window -> window.isOpen())
                .findFirst()
                .flatMap(window -> Windows.lasted(window, now))
                .map(time -> ", for " + Words.lasted(time))
                .orElse("");
    }

    private static Html use(BucketFacts bucket) {
        if (!bucket.isTracked()) {
            return Html.tag("span", "quiet").of("not tracked");
        }
        if (bucket.counted().stream().allMatch(UseFacts::isEmpty)) {
            return Html.tag("span", "quiet").of("nothing read yet");
        }
        var all = Words.count(bucket.accessors(), "accessor");
        if (bucket.isLearning()) {
            return Html.of(all, Html.tag("span", "under").of("still learning who is usual"));
        }
        return bucket.newcomers() == 0
                ? Html.text(all)
                : Html.of(all + ", ", Html.tag("b", "warn").of(Words.number(bucket.newcomers()) + " new"));
    }

    private static Html denied(BucketFacts bucket) {
        var previews = bucket.previews();
        if (previews.isEmpty()) {
            return Html.tag("span", "quiet").of("not held against requests");
        }
        var denied = previews.stream().mapToLong(Preview::denied).sum();
        if (denied > 0) {
            return Html.tag("b", "warn").of(Words.count(denied, "request"));
        }
        return isTold(previews) ? Html.text("none") : Html.tag("span", "quiet").of("cannot be told yet");
    }

    private static boolean isTold(List<Preview> previews) {
        return previews.stream()
                .allMatch(preview -> preview.complete() && preview.cannotTell() == 0 && preview.requests() > 0);
    }
}
