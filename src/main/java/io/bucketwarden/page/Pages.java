package io.bucketwarden.page;

import io.bucketwarden.report.Html;
import io.bucketwarden.report.Words;
import java.util.ArrayList;
import java.util.function.IntFunction;

/**
 * A long list in parts.
 *
 * @param asked the part that is wanted, from 1 on; the last one where there are not so many
 */
record Pages(int all, int asked) {

    /** So many on a page. */
    static final int SIZE = 100;

    int count() {
        return Math.max(1, (all + SIZE - 1) / SIZE);
    }

    int page() {
        return Math.clamp(asked, 1, count());
    }

    int from() {
        return (page() - 1) * SIZE;
    }

    int until() {
        return Math.min(all, from() + SIZE);
    }

    /** Links to the others; nothing where there are none. */
    Html html(String what, IntFunction<String> link) {
        if (count() == 1) {
            return Html.NONE;
        }
        var parts = new ArrayList<Html>();
        if (page() > 1) {
            parts.add(link(link, 1, "First"));
            parts.add(link(link, page() - 1, "Previous"));
        }
        parts.add(Html.tag("span")
                .with("aria-current", "page")
                .of("Page " + Words.number(page()) + " of " + Words.number(count())));
        if (page() < count()) {
            parts.add(link(link, page() + 1, "Next"));
            parts.add(link(link, count(), "Last"));
        }
        return Html.tag("nav", "pages")
                .with("aria-label", what + ", page by page")
                .of(parts);
    }

    private static Html link(IntFunction<String> link, int page, String name) {
        return Html.tag("a").with("href", link.apply(page) + "#list").of(name);
    }
}
