package io.bucketwarden.command.revert;

import io.bucketwarden.command.Columns;
import io.bucketwarden.command.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What can be put back, or was, for people. */
final class RevertTable {

    private RevertTable() {}

    static String of(List<RevertRow> rows) {
        var told = rows.stream().noneMatch(RevertRow::isOpen);
        var lines = new ArrayList<List<String>>();
        lines.add(List.of("BUCKET", "FACET", "KEPT-AT", told ? "STATE" : "WOULD-PUT-BACK"));
        rows.forEach(row -> lines.add(List.of(
                row.bucket(), row.facet(), row.keptAt(), told ? String.valueOf(row.state()) : row.wouldPutBack())));
        var text = new StringBuilder(Columns.of("", lines));
        rows.stream()
                .filter(row -> row.message() != null)
                .forEach(row -> text.append(Printable.of(row.bucket() + ", " + row.facet() + ": " + row.message()))
                        .append('\n'));
        rows.stream()
                .flatMap(row -> Stream.ofNullable(row.opens()))
                .distinct()
                .forEach(opens -> text.append(Printable.of(opens)).append('\n'));
        return text.toString();
    }
}
