package io.bucketwarden.report;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is asked of a bucket and how it stands, a row for each facet. */
public record FacetsPart(BucketFacts bucket, Instant now) {

    Html html() {
        return bucket.facets().isEmpty() ? Html.NONE : Html.of(Html.tag("h4").of("Posture"), content());
    }

    /** Without a heading. */
    public Html content() {
        var table = new Table("Posture of " + bucket.name(), "Facet", "State", "Since", "What there is to say");
        for (var facet : bucket.facets()) {
            table.row(label(facet.name()), Badge.of(facet.state()), since(facet), said(facet));
        }
        return Html.of(
                table.html(),
                bucket.undeclared().isEmpty()
                        ? Html.NONE
                        : Html.tag("p", "quiet")
                                .of("Not declared, so not judged: "
                                        + bucket.undeclared().stream()
                                                .map(FacetsPart::words)
                                                .collect(Collectors.joining(", "))
                                        + "."));
    }

    private Html since(FacetFacts facet) {
        var since = facet.status().since();
        if (since == null) {
            return Html.tag("span", "quiet").of("–");
        }
        return Html.of(
                Words.time(since),
                Words.instant(since)
                        .map(from -> Html.tag("span", "under").of("for " + Words.lasted(Duration.between(from, now))))
                        .orElse(Html.NONE));
    }

    private static Html said(FacetFacts facet) {
        var status = facet.status();
        return Html.of(
                status.message() == null ? Html.NONE : Html.tag("p").of(status.message()),
                drifts(status.drifts()),
                status.changedBy() == null || status.changedBy().principal() == null
                        ? Html.NONE
                        : Html.tag("p", "quiet")
                                .of(
                                        "Last changed by ",
                                        Html.tag("code").of(status.changedBy().principal()),
                                        status.changedBy().time() == null
                                                ? ""
                                                : Html.of(
                                                        " at ",
                                                        Words.time(status.changedBy()
                                                                .time()))),
                Html.tag("p", "quiet").of(facet.policy() + (facet.mode() == null ? "" : ", " + words(facet.mode()))));
    }

    private static Html drifts(List<Drift> drifts) {
        var items = drifts.stream()
                .map(drift -> Html.tag("li")
                        .of(
                                Html.tag("code").of(drift.path()),
                                ": is ",
                                Html.tag("code").of(drift.actual()),
                                ", declared ",
                                Html.tag("code").of(drift.expected())))
                .toList();
        return items.isEmpty() ? Html.NONE : Html.tag("ul", "drifts").of(items);
    }

    private static String words(Mode mode) {
        return mode == Mode.Enforce ? "enforced" : "reported only";
    }

    /** As "Public access" for publicAccess. */
    public static String label(String facet) {
        var words = words(facet);
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String words(String facet) {
        return facet.replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^mfa\\b", "MFA");
    }
}
