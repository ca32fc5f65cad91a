package io.bucketwarden.page;

import io.bucketwarden.insight.PolicyInsight;
import io.bucketwarden.report.Html;
import io.bucketwarden.report.Words;
import java.util.Comparator;

/** All policies, those first that need somebody. */
record PoliciesPage(View view, int page) {

    Html html() {
        var all = view.policies().values().stream()
                .sorted(Comparator.comparing((PolicyInsight told) -> !View.isTroubled(told))
                        .thenComparing(PolicyInsight::name))
                .toList();
        var pages = new Pages(all.size(), page);
        var some = all.subList(pages.from(), pages.until());
        return Html.of(
                Html.tag("h1").of("Policies"),
                new Warnings(view).html(),
                Html.tag("section")
                        .with("aria-labelledby", "list")
                        .of(
                                Html.tag("h2").with("id", "list").of(Words.count(all.size(), "policy", "policies")),
                                some.isEmpty()
                                        ? Html.tag("p").of("There is no policy that you may see.")
                                        : new PoliciesTable("Policies, those first that need somebody", view, some)
                                                .html(),
                                pages.html(
                                        "Policies",
                                        number -> Asked.link("/policies", "page", String.valueOf(number)))));
    }
}
