package io.bucketwarden.command;

import java.util.List;
import java.util.stream.IntStream;

/** Rows of printable text, aligned: each column as wide as its widest cell, two spaces between them. */
public final class Columns {

    private static final int GAP = 2;

    private Columns() {}

    /**
     * Lines of a table.
     *
     * @param cells rows of the same length, the header first
     */
    public static String of(String indent, List<List<String>> cells) {
        var rows = cells.stream()
                .map(row -> row.stream().map(Printable::of).toList())
                .toList();
        var widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder(indent);
            for (int column = 0; column < widths.length; column++) {
                line.append(row.get(column))
                        .repeat(' ', widths[column] - row.get(column).length() + GAP);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
