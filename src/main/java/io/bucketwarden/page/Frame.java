package io.bucketwarden.page;

import io.bucketwarden.report.Head;
import io.bucketwarden.report.Html;
import io.bucketwarden.text.Shortened;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is around every page.
 *
 * @param user who has signed in; null where nobody has
 * @param leaves whether they can sign out here, since the token is in the cookie
 */
record Frame(Assets assets, @Nullable String user, boolean leaves) {

    /** A page that is linked at the top of every page. */
    private record Link(String path, String name) {}

    private static final List<Link> LINKS =
            List.of(new Link("/", "Buckets"), new Link("/exposures", "Exposure"), new Link("/policies", "Policies"));

    /** @param path of the page, to mark its link */
    Html html(String title, String path, Html content) {
        return Html.of(
                Html.tag("!doctype html").alone(),
                "\n",
                Html.tag("html")
                        .with("lang", "en")
                        .of(head(title), "\n", Html.tag("body").of(skip(), header(path), main(content), footer())),
                "\n");
    }

    private Html head(String title) {
        return Head.of(
                title + " · Bucketwarden",
                List.of(
                        Html.tag("link")
                                .with("rel", "icon")
                                .with("type", "image/svg+xml")
                                .with("href", assets.icon())
                                .alone(),
                        Html.tag("link")
                                .with("rel", "stylesheet")
                                .with("href", assets.style())
                                .alone(),
                        Html.tag("script")
                                .with("src", assets.script())
                                .with("defer", "defer")
                                .of()));
    }

    private static Html skip() {
        return Html.tag("a", "skip").with("href", "#main").of("Skip to the content");
    }

    private Html header(String path) {
        var links = new ArrayList<Html>();
        if (user != null) {
            for (var link : LINKS) {
                var tag = Html.tag("a").with("href", link.path());
                links.add((link.path().equals(path) ? tag.with("aria-current", "page") : tag).of(link.name()));
            }
        }
        return Html.tag("header", "top")
                .of(
                        Html.tag("p", "brand").of("Bucketwarden"),
                        links.isEmpty()
                                ? Html.NONE
                                : Html.tag("nav").with("aria-label", "Pages").of(links),
                        person());
    }

    private Html person() {
        if (user == null) {
            return Html.NONE;
        }
        return Html.tag("div", "person")
                .of(
                        Html.tag("span", "quiet").of(Shortened.to(user, 80)),
                        leaves
                                ? Html.tag("form")
                                        .with("method", "post")
                                        .with("action", "/sign-out")
                                        .of(Html.tag("button")
                                                .with("type", "submit")
                                                .of("Sign out"))
                                : Html.NONE);
    }

    private static Html main(Html content) {
        return Html.tag("main").with("id", "main").with("tabindex", -1).of(content);
    }

    private static Html footer() {
        return Html.tag("footer")
                .of(Html.tag("p")
                        .of("All times are in UTC. This page only reads what the operator knows; nothing is asked"
                                + " of AWS for it. What is not known is never shown as fine."));
    }
}
