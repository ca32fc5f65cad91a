package io.bucketwarden.page;

import io.bucketwarden.report.Html;
import io.bucketwarden.report.Timeline;
import io.bucketwarden.report.Words;

/** When buckets were open: those first that are. */
record ExposuresPage(View view, int page) {

    Html html() {
        var all = view.windows();
        var pages = new Pages(all.size(), page);
        var some = all.subList(pages.from(), pages.until());
        var drawn = some.stream().map(View.Opening::bucket).distinct().toList();
        return Html.of(
                Html.tag("h1").of("When buckets were open to the public"),
                new Warnings(view).html(),
                Html.tag("section", "glance " + (view.openNow() > 0 ? "bad" : "unknown"))
                        .with("aria-labelledby", "now")
                        .of(
                                Html.tag("h2").with("id", "now").of(now()),
                                Html.tag("p", "beside")
                                        .of("Of each bucket the last ten times are kept. What was opened and"
                                                + " closed between two looks, without an event that told of it, is"
                                                + " not known.")),
                all.isEmpty()
                        ? Html.NONE
                        : Html.tag("section")
                                .with("aria-labelledby", "list")
                                .of(
                                        Html.tag("h2").with("id", "list").of(Words.count(all.size(), "time")),
                                        page == 1 ? new Timeline(drawn, view.now()).html() : Html.NONE,
                                        new Openings(
                                                        "Times in which buckets were open, those first that are",
                                                        view,
                                                        some)
                                                .html(),
                                        pages.html(
                                                "Times",
                                                number -> Asked.link("/exposures", "page", String.valueOf(number)))));
    }

    private String now() {
        var open = view.openNow();
        return open == 0
                ? "No bucket is known to be open now"
                : Words.count(open, "bucket") + (open == 1 ? " is" : " are") + " open now";
    }
}
