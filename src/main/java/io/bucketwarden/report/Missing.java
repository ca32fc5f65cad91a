package io.bucketwarden.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is not known, and why. The same of many buckets is said once. */
record Missing(Report report) {

    private static final int MOST_REASONS = 100;
    private static final int MOST_BUCKETS = 8;

    Html html() {
        return Html.tag("section")
                .with("aria-labelledby", "missing")
                .of(Html.tag("h2").with("id", "missing").of("What is not known"), content());
    }

    private Html content() {
        if (report.isComplete()) {
            return report.hasBuckets()
                    ? Html.tag("p").of("Nothing is missing of what this report can hold.")
                    : Html.tag("p").of("Which buckets there are: nothing that was read tells of any.");
        }
        var items = new ArrayList<Html>();
        report.gaps().forEach(gap -> items.add(Html.tag("li").of(gap)));
        byReason().forEach((gap, buckets) -> items.add(Html.tag("li").of(gap, " ", where(buckets))));
        var shown = items.subList(0, Math.min(items.size(), MOST_REASONS));
        return Html.of(
                Html.tag("ul", "gaps").of(List.copyOf(shown)),
                items.size() > shown.size()
                        ? Html.tag("p", "quiet")
                                .of(Words.number(items.size() - shown.size()) + " more are told with their buckets.")
                        : Html.NONE);
    }

    private Map<String, List<Integer>> byReason() {
        var reasons = new LinkedHashMap<String, List<Integer>>();
        for (int i = 0; i < report.buckets().size(); i++) {
            for (var gap : report.buckets().get(i).gaps()) {
                reasons.computeIfAbsent(gap, key -> new ArrayList<>()).add(i);
            }
        }
        return reasons;
    }

    private Html where(List<Integer> buckets) {
        if (report.buckets().size() == 1) {
            return Html.NONE;
        }
        var links = new ArrayList<Html>();
        for (var i : buckets.subList(0, Math.min(buckets.size(), MOST_BUCKETS))) {
            links.add(Html.of(
                    links.isEmpty() ? "" : ", ",
                    BucketPart.link(i, report.buckets().get(i))));
        }
        var more = buckets.size() - links.size();
        return Html.tag("span", "where").of(links, more > 0 ? " and " + Words.count(more, "more bucket") : "");
    }
}
