package io.bucketwarden.report;

import java.util.ArrayList;
import java.util.List;

/** A table with a caption, whose header row is repeated on every printed page. Where the page is narrow, it is scrolled by itself. */
public final class Table {

    private final String caption;
    private final List<Html> header = new ArrayList<>();
    private final List<Html> rows = new ArrayList<>();

    public Table(String caption, String... columns) {
        this.caption = caption;
        for (var column : columns) {
            var number = column.startsWith("#");
            header.add(Html.tag("th", number ? "number" : "text")
                    .with("scope", "col")
                    .of(number ? column.substring(1) : column));
        }
    }

    /** One more column, by which the rows may be put in order. */
    public Table sortable(Object title, boolean sorted, String order) {
        var cell = Html.tag("th", "text").with("scope", "col");
        header.add((sorted ? cell.with("aria-sort", order) : cell).of(title));
        return this;
    }

    /**
     * One more row.
     *
     * @param cells pieces of HTML or text; the first is the header of the row, and a {@code Long} is a number
     */
    public void row(Object... cells) {
        var row = new ArrayList<Html>();
        for (var cell : cells) {
            var content = cell instanceof Long number ? Words.number(number) : cell;
            row.add(
                    row.isEmpty()
                            ? Html.tag("th").with("scope", "row").of(content)
                            : Html.tag("td", cell instanceof Long ? "number" : "text")
                                    .of(content));
        }
        rows.add(Html.of(Html.tag("tr").of(row), "\n"));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public Html html() {
        return Html.tag("div", "scroll")
                .with("tabindex", 0)
                .with("role", "region")
                .with("aria-label", caption)
                .of(Html.tag("table")
                        .of(
                                Html.tag("caption").of(caption),
                                Html.tag("thead").of(Html.tag("tr").of(header)),
                                Html.tag("tbody").of(rows)));
    }
}
