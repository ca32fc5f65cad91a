package io.bucketwarden.report;

import io.bucketwarden.api.FacetState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything of one bucket, folded up below its name.
 *
 * @param rows how many rows a table of accessors has at most
 */
record BucketPart(int number, BucketFacts bucket, Instant now, boolean unfolded, int rows) {

    static final String PUBLIC_ACCESS = "publicAccess";

    static Html link(int number, BucketFacts bucket) {
        return Html.tag("a").with("href", "#bucket-" + number).of(bucket.name());
    }

    /** Account and region, as far as they are known. */
    static String place(BucketFacts bucket) {
        return (bucket.account() == null ? "account not told" : bucket.account()) + " · "
                + (bucket.region() == null ? "region not known" : bucket.region());
    }

    /** Whether the state tells how the bucket is. */
    static boolean isKnown(FacetState state) {
        return state != FacetState.Unknown && state != FacetState.Superseded;
    }

    Html html() {
        var details = Html.tag("details").with("id", "bucket-" + number);
        return Html.of(
                (unfolded ? details.with("open", "open") : details)
                        .of(
                                Html.tag("summary")
                                        .of(
                                                Html.tag("h3").of(bucket.name()),
                                                Badge.of(bucket.state()),
                                                Html.tag("span", "quiet")
                                                        .of(place(bucket) + " · "
                                                                + (bucket.policies()
                                                                                        .size()
                                                                                == 1
                                                                        ? "policy "
                                                                        : "policies ")
                                                                + String.join(", ", bucket.policies()))),
                                Html.tag("div", "bucket")
                                        .of(
                                                new FacetsPart(bucket, now).html(),
                                                new ExposuresPart(bucket).html(),
                                                new WindowsPart(bucket, now).html(),
                                                new ChangesPart(bucket).html(),
                                                bucket.uses().stream()
                                                        .map(use -> new UsePart(
                                                                        use,
                                                                        bucket.uses()
                                                                                        .size()
                                                                                > 1,
                                                                        rows)
                                                                .html())
                                                        .toList(),
                                                gaps())),
                "\n");
    }

    static Html known(@org.jspecify.annotations.Nullable String text) {
        return text == null ? Html.tag("span", "quiet").of("not known") : Html.text(text);
    }

    private Html gaps() {
        if (bucket.gaps().isEmpty()) {
            return Html.NONE;
        }
        var items = new ArrayList<Html>();
        bucket.gaps().forEach(gap -> items.add(Html.tag("li").of(gap)));
        return Html.of(
                Html.tag("h4").of("What is not known of it"),
                Html.tag("ul", "gaps").of(List.copyOf(items)));
    }
}
