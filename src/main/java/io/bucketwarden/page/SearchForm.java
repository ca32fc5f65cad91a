package io.bucketwarden.page;

import io.bucketwarden.api.BucketState;
import io.bucketwarden.report.Badge;
import io.bucketwarden.report.Html;
import io.bucketwarden.report.States;
import io.bucketwarden.report.Words;
import java.util.ArrayList;

/** Asks what to look for. It works by its address alone. */
record SearchForm(Search search, States states) {

    Html html() {
        return Html.tag("form", "search")
                .with("method", "get")
                .with("action", "/")
                .with("role", "search")
                .of(
                        Html.tag("div", "field")
                                .of(
                                        Html.tag("label").with("for", "q").of("Search"),
                                        Html.tag("input")
                                                .with("id", "q")
                                                .with("name", "q")
                                                .with("type", "search")
                                                .with("maxlength", 200)
                                                .with("autocomplete", "off")
                                                .with("aria-describedby", "q-help")
                                                .with("value", search.text())
                                                .alone()),
                        Html.tag("div", "field")
                                .of(
                                        Html.tag("label").with("for", "state").of("State"),
                                        Html.tag("select")
                                                .with("id", "state")
                                                .with("name", "state")
                                                .of(options())),
                        search.order() == Search.Order.worst
                                ? Html.NONE
                                : Html.tag("input")
                                        .with("type", "hidden")
                                        .with("name", "sort")
                                        .with("value", search.order().name())
                                        .alone(),
                        Html.tag("button").with("type", "submit").of("Search"),
                        search.isAll()
                                ? Html.NONE
                                : Html.tag("a").with("href", "/").of("Show all"),
                        Html.tag("p", "quiet")
                                .with("id", "q-help")
                                .of(
                                        "Bucket, namespace, policy, account, region, facet or reason; every word must"
                                                + " fit. ",
                                        Html.tag("code").of("facet:encryption"),
                                        " looks there alone."));
    }

    private Html options() {
        var options = new ArrayList<Html>();
        options.add(option("", "All", states.all(), search.state().isEmpty()));
        for (var state : BucketState.values()) {
            options.add(option(
                    state.name(),
                    Badge.words(state),
                    states.count(state),
                    search.state().filter(state::equals).isPresent()));
        }
        return Html.of(options);
    }

    private static Html option(String value, String name, long count, boolean selected) {
        var option = Html.tag("option").with("value", value);
        return (selected ? option.with("selected", "selected") : option).of(name + " (" + Words.number(count) + ")");
    }
}
