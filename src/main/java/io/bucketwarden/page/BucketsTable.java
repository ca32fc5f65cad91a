package io.bucketwarden.page;

import io.bucketwarden.api.BucketState;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.page.Search.Order;
import io.bucketwarden.report.Badge;
import io.bucketwarden.report.BucketFacts;
import io.bucketwarden.report.FacetFacts;
import io.bucketwarden.report.FacetsPart;
import io.bucketwarden.report.Html;
import io.bucketwarden.report.Table;
import io.bucketwarden.report.Words;
import io.bucketwarden.text.Shortened;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What a search found, a row for each bucket and a hundred of them on a page. */
record BucketsTable(View view, Search search, int page) {

    /** A policy is named in so many characters. */
    private static final int NAME = 60;

    Html html() {
        var found = search.among(view);
        if (found.isEmpty()) {
            return Html.of(count(0), Html.tag("p", "none").of(none()));
        }
        var pages = new Pages(found.size(), page);
        var table = table();
        for (var bucket : found.subList(pages.from(), pages.until())) {
            var checked = view.checked(bucket);
            table.row(
                    Html.of(link(bucket), Html.tag("span", "under").of(place(bucket))),
                    Html.of(Badge.of(bucket.state()), " ", Ages.mark(checked)),
                    facets(bucket),
                    policies(bucket),
                    Ages.of(checked, view.now()));
        }
        return Html.of(
                count(found.size()), Html.tag("div", "buckets").of(table.html()), pages.html("Buckets", search::link));
    }

    private Table table() {
        var caption =
                switch (search.order()) {
                    case worst -> "Buckets, worst first";
                    case bucket -> "Buckets by name";
                    case checked -> "Buckets, those that were not looked at for longest first";
                };
        return new Table(caption)
                .sortable(sort("Bucket", Order.bucket), search.order() == Order.bucket, "ascending")
                .sortable(sort("State", Order.worst), search.order() == Order.worst, "descending")
                .sortable("Not as declared", false, "")
                .sortable("Policy", false, "")
                .sortable(sort("Last check", Order.checked), search.order() == Order.checked, "ascending");
    }

    private Html sort(String title, Order order) {
        return Html.tag("a").with("href", search.link(1, order) + "#list").of(title);
    }

    private Html count(long found) {
        return Html.tag("p", "quiet")
                .with("role", "status")
                .of(
                        search.isAll()
                                ? Words.count(found, "bucket")
                                : Words.count(found, "bucket") + " of "
                                        + Words.number(view.states().all()));
    }

    private String none() {
        return search.isAll()
                ? "There is no bucket in the policies that you may see."
                : "No bucket fits. Leave a word out, or look in all states.";
    }

    static Html link(BucketFacts bucket) {
        return Html.tag("a").with("href", address(bucket)).of(bucket.name());
    }

    static String address(BucketFacts bucket) {
        return Asked.link("/bucket", "name", bucket.name(), "account", View.account(bucket));
    }

    static String place(BucketFacts bucket) {
        return Objects.requireNonNullElse(bucket.account(), "account not told") + " · "
                + Objects.requireNonNullElse(bucket.region(), "region not known");
    }

    private static Html facets(BucketFacts bucket) {
        var items = new ArrayList<Html>();
        bucket.facets().stream()
                .filter(facet -> facet.state() != FacetState.Compliant && facet.state() != FacetState.Superseded)
                .sorted(Comparator.comparing(FacetFacts::state))
                .limit(9)
                .forEach(facet -> items.add(
                        Html.tag("li", tone(facet.state())).of(FacetsPart.label(Shortened.to(facet.name(), 40)))));
        if (items.isEmpty()) {
            return Html.tag("span", "quiet").of(bucket.state() == BucketState.Compliant ? "none" : "not known");
        }
        return Html.tag("ul", "facets").of(items);
    }

    private static String tone(FacetState state) {
        return switch (state) {
            case Unknown -> "unknown";
            case Exempt, Remediated -> "neutral";
            case Compensated, Reverted -> "warn";
            default -> "bad";
        };
    }

    private static Html policies(BucketFacts bucket) {
        List<String> names = bucket.policies();
        if (names.isEmpty()) {
            return Html.tag("span", "quiet").of("–");
        }
        var first = Html.tag("span", "name").of(Shortened.to(names.getFirst(), NAME));
        return names.size() == 1
                ? first
                : Html.of(first, Html.tag("span", "under").of("and " + Words.count(names.size() - 1L, "more", "more")));
    }
}
