package io.bucketwarden;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What can be put back, or was, for people. */
final class RevertTable {

    private RevertTable() {}

    static String of(List<RevertRow> rows) {
        var told = rows.stream().anyMatch(row -> row.state() != null);
        var lines = new ArrayList<List<String>>();
        lines.add(List.of("BUCKET", "FACET", "KEPT-AT", told ? "STATE" : "WOULD-PUT-BACK"));
        rows.forEach(row -> lines.add(List.of(
                row.bucket(), row.facet(), row.keptAt(), told ? String.valueOf(row.state()) : row.wouldPutBack())));
        var widths = IntStream.range(0, 4)
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        var text = new StringBuilder();
        for (var line : lines) {
            var out = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                out.append(line.get(column))
                        .repeat(' ', widths[column] - line.get(column).length() + 2);
            }
            text.append(printable(out.toString().stripTrailing())).append('\n');
        }
        rows.stream()
                .filter(row -> row.message() != null)
                .forEach(row -> text.append(printable(row.bucket() + ", " + row.facet() + ": " + row.message()))
                        .append('\n'));
        return text.toString();
    }

    /** A terminal obeys control characters. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
