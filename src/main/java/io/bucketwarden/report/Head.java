package io.bucketwarden.report;

import java.util.List;

/** What tells a browser of a page of ours. */
public final class Head {

    private Head() {}

    /**
     * The head of a page that is light or dark as its reader has it, and as wide as the screen.
     *
     * @param more what only this page has: of policies before what they are about
     */
    public static Html of(String title, List<Html> more) {
        return Html.tag("head")
                .of(
                        Html.tag("meta").with("charset", "utf-8").alone(),
                        Html.tag("meta")
                                .with("name", "viewport")
                                .with("content", "width=device-width, initial-scale=1")
                                .alone(),
                        Html.tag("meta")
                                .with("name", "color-scheme")
                                .with("content", "light dark")
                                .alone(),
                        Html.tag("title").of(title),
                        more);
    }
}
