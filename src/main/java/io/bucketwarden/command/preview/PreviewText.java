package io.bucketwarden.command.preview;

import io.bucketwarden.access.impact.EvidenceRule;
import io.bucketwarden.command.Columns;
import io.bucketwarden.command.Printable;
import io.bucketwarden.command.preview.PreviewReport.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** What {@code preview} says, for people. */
final class PreviewText {

    private static final List<String> HEADER = List.of("FACET", "REQUESTS", "DENIED", "PRINCIPALS", "CANNOT-TELL");

    private PreviewText() {}

    static String of(PreviewReport report) {
        var text = new StringBuilder();
        var buckets = new LinkedHashMap<String, List<Row>>();
        report.rows()
                .forEach(row -> buckets.computeIfAbsent(
                                row.bucket() + ", policy " + row.policy(), _ -> new ArrayList<>())
                        .add(row));
        buckets.forEach((bucket, rows) -> {
            if (rows.getFirst().facet().equals(PreviewTarget.ALL)) {
                line(text, "", bucket + ": " + rows.getFirst().message());
                return;
            }
            line(text, "", bucket + days(rows));
            var cells = new ArrayList<List<String>>();
            cells.add(HEADER);
            rows.forEach(row -> cells.add(List.of(
                    row.facet(),
                    String.valueOf(row.requests()),
                    String.valueOf(row.denied()),
                    row.principals(),
                    String.valueOf(row.cannotTell()))));
            text.append(Columns.of("  ", cells));
            silence(rows, report).ifPresent(silence -> line(text, "  ", silence));
            rows.forEach(row -> {
                if (row.message() != null) {
                    line(text, "  ", row.facet() + ": " + row.message());
                }
                row.examples().forEach(example -> line(text, "  ", row.facet() + ": " + example));
            });
        });
        line(
                text,
                "",
                "%d objects of the log with %d requests read; %d lines and %d objects could not be read"
                        .formatted(report.logObjects(), report.requests(), report.unreadable(), report.unread()));
        report.messages().forEach(message -> line(text, "  ", message));
        return text.toString();
    }

    private static String days(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.from() != null)
                .findFirst()
                .map(row -> ": requests from " + row.from() + " to " + row.until())
                .orElse("");
    }

    /** All facets of a bucket are held against the same requests. Where there is none at all, each says so. */
    private static Optional<String> silence(List<Row> rows, PreviewReport report) {
        var cause = report.unread() + report.unreadable() > 0 ? "missing or could not be read" : "missing";
        return rows.stream()
                .filter(row -> !row.silentDays().isEmpty())
                .findFirst()
                .map(row -> "silent days: " + EvidenceRule.silence(row.silentDays()) + ", so the log of then may be "
                        + cause + "; -o json lists them");
    }

    private static void line(StringBuilder text, String indent, String content) {
        text.append(indent).append(Printable.of(content)).append('\n');
    }
}
