package io.bucketwarden.page;

import io.bucketwarden.report.Badge;
import io.bucketwarden.report.Html;
import io.bucketwarden.report.Table;
import io.bucketwarden.report.WindowsPart;
import io.bucketwarden.report.Words;
import java.util.List;

/** Times in which buckets were open to the public, a row for each. */
record Openings(String caption, View view, List<View.Opening> some) {

    Html html() {
        var table = new Table(caption, "Bucket", "Opened", "By", "Found", "Open for", "Closed", "By");
        for (var one : some) {
            var window = one.window();
            table.row(
                    Html.of(
                            BucketsTable.link(one.bucket()),
                            Html.tag("span", "under").of(BucketsTable.place(one.bucket()))),
                    window.openedAt() == null
                            ? Html.tag("span", "quiet").of("not known")
                            : Ages.of(window.openedAt(), view.now()),
                    WindowsPart.opener(window),
                    Words.time(window.foundAt()),
                    WindowsPart.lasted(window, view.now()),
                    window.isOpen() ? Badge.badge("bad", "Open now") : Words.time(window.closedAt()),
                    WindowsPart.closer(window.closedBy()));
        }
        return table.html();
    }
}
