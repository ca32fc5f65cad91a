package io.bucketwarden.page;

import io.bucketwarden.report.Badge;
import io.bucketwarden.report.BucketFacts;
import io.bucketwarden.report.ChangesPart;
import io.bucketwarden.report.ExposuresPart;
import io.bucketwarden.report.FacetsPart;
import io.bucketwarden.report.Html;
import io.bucketwarden.report.WindowsPart;
import io.bucketwarden.report.Words;

/** Everything of one bucket. */
record BucketPage(View view, BucketFacts bucket) {

    /** A bucket that more policies have a say in shows these, and how many more there are. */
    private static final int MOST_POLICIES = 20;

    Html html() {
        return Html.of(
                Html.tag("p", "back").of(Html.tag("a").with("href", "/").of("All buckets")),
                Html.tag("h1").of(bucket.name()),
                Html.tag("p", "quiet asof")
                        .of(
                                BucketsTable.place(bucket) + " · last check ",
                                Ages.of(view.checked(bucket), view.now()),
                                Ages.mark(view.checked(bucket))),
                verdict(),
                section(
                        "facets",
                        "Facets",
                        bucket.facets().isEmpty()
                                ? Html.tag("p").of("Nothing is known of any facet.")
                                : new FacetsPart(bucket, view.now()).content()),
                bucket.exposures().isEmpty()
                        ? Html.NONE
                        : section("ways", "Ways in for the public", new ExposuresPart(bucket).content()),
                bucket.windows().isEmpty()
                        ? Html.NONE
                        : section("windows", "When it was open", new WindowsPart(bucket, view.now()).content()),
                bucket.changes().isEmpty()
                        ? Html.NONE
                        : section("changes", "Last changes by others", new ChangesPart(bucket).content()),
                policies());
    }

    private Html verdict() {
        var missing = bucket.gaps().stream()
                .limit(20)
                .map(gap -> Html.tag("li").of(gap))
                .toList();
        return Html.tag("section", "glance " + Badge.tone(bucket.state()))
                .with("aria-labelledby", "verdict")
                .of(
                        Html.tag("h2").with("id", "verdict").of(Badge.words(bucket.state())),
                        missing.isEmpty()
                                ? Html.NONE
                                : Html.of(
                                        Html.tag("p", "beside").of("What is not known of it:"),
                                        Html.tag("ul", "gaps").of(missing)));
    }

    private Html policies() {
        var all = view.policies(bucket).toList();
        var cards = all.stream()
                .limit(MOST_POLICIES)
                .map(told -> new PolicyCard(told, view.now()).html())
                .toList();
        return section(
                "policies",
                all.size() == 1 ? "Policy" : "Policies",
                Html.of(
                        cards,
                        all.size() > MOST_POLICIES
                                ? Html.tag("p", "quiet")
                                        .of("And " + Words.number(all.size() - MOST_POLICIES) + " more.")
                                : Html.NONE));
    }

    private static Html section(String id, String title, Html content) {
        return Html.tag("section")
                .with("aria-labelledby", id)
                .of(Html.tag("h2").with("id", id).of(title), content);
    }
}
