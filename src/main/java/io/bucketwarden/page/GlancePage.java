package io.bucketwarden.page;

import io.bucketwarden.api.BucketState;
import io.bucketwarden.report.Badge;
import io.bucketwarden.report.BucketFacts;
import io.bucketwarden.report.Html;
import io.bucketwarden.report.LetIn;
import io.bucketwarden.report.Words;

/** The fleet at a glance: how it stands, what is open now, and the buckets, worst first. */
record GlancePage(View view, Search search, int page) {

    /** Of what is open, or needs somebody, so many are shown here, and the rest behind a link. */
    private static final int FEW = 10;

    Html html() {
        return Html.of(
                Html.tag("h1").of("Buckets"),
                asOf(),
                verdict(),
                new Warnings(view).html(),
                open(),
                policies(),
                Html.tag("section")
                        .with("aria-labelledby", "list")
                        .of(
                                Html.tag("h2").with("id", "list").of(search.isAll() ? "Worst first" : "Found"),
                                new SearchForm(search, view.states()).html(),
                                new BucketsTable(view, search, page).html()));
    }

    private Html asOf() {
        var newest = view.freshness().newest();
        var oldest = view.freshness().oldest();
        return Html.tag("p", "quiet asof")
                .of(
                        "As of ",
                        Words.time(view.now()),
                        " UTC. ",
                        newest == null || oldest == null
                                ? "No bucket has been looked at yet."
                                : "Last check of a bucket " + Ages.ago(newest, view.now()) + "; the one longest ago "
                                        + Ages.ago(oldest, view.now()) + ".");
    }

    private Html verdict() {
        var states = view.states();
        return Html.tag("section", "glance " + states.tone())
                .with("aria-labelledby", "verdict")
                .of(
                        Html.tag("h2").with("id", "verdict").of(states.verdict()),
                        beside(),
                        states.all() == 0 ? Html.NONE : states.bar(GlancePage::link));
    }

    private static Html link(BucketState state) {
        return Html.tag("a")
                .with("href", Asked.link("/", "state", state.name()) + "#list")
                .of(Badge.words(state));
    }

    private Html beside() {
        return LetIn.sentence(view.buckets())
                .map(sentence -> Html.tag("p", "beside").of(sentence))
                .orElse(Html.NONE);
    }

    private Html open() {
        var open = view.windows().stream().filter(one -> one.window().isOpen()).toList();
        var perhaps = view.buckets().stream()
                .filter(bucket -> bucket.state() == BucketState.Open)
                .filter(GlancePage::isUntold)
                .count();
        if (open.isEmpty()) {
            return view.windows().isEmpty() && perhaps == 0
                    ? Html.NONE
                    : Html.tag("section")
                            .with("aria-labelledby", "open")
                            .of(
                                    Html.tag("h2").with("id", "open").of("Open to the public"),
                                    Html.tag("p")
                                            .of(
                                                    perhaps > 0
                                                            ? "Of what is open it is not known since when. "
                                                            : "No bucket is known to be open now. ",
                                                    all()));
        }
        var shown = open.subList(0, Math.min(FEW, open.size()));
        return Html.tag("section")
                .with("aria-labelledby", "open")
                .of(
                        Html.tag("h2").with("id", "open").of("Open to the public now"),
                        new Openings("Buckets that are open to the public now", view, shown).html(),
                        Html.tag("p", "after")
                                .of(
                                        open.size() > shown.size()
                                                ? Words.number(open.size() - shown.size()) + " more are open. "
                                                : "",
                                        all()));
    }

    private static boolean isUntold(BucketFacts bucket) {
        return bucket.windows().stream().noneMatch(window -> window.isOpen());
    }

    private static Html all() {
        return Html.tag("a").with("href", "/exposures").of("When buckets were open");
    }

    private Html policies() {
        var troubled = view.troubled();
        return troubled.isEmpty()
                ? Html.NONE
                : Html.tag("section")
                        .with("aria-labelledby", "troubled")
                        .of(
                                Html.tag("h2").with("id", "troubled").of("Policies that need somebody"),
                                new PoliciesTable(
                                                "Policies that need somebody",
                                                view,
                                                troubled.subList(0, Math.min(FEW, troubled.size())))
                                        .html(),
                                Html.tag("p", "after")
                                        .of(
                                                troubled.size() > FEW
                                                        ? Words.number(troubled.size() - FEW) + " more need somebody. "
                                                        : "",
                                                Html.tag("a")
                                                        .with("href", "/policies")
                                                        .of("All policies")));
    }
}
