package io.bucketwarden.command.scan;

import io.bucketwarden.posture.Doubt;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code scan} found, for programs. */
final class ScanExport {

    private ScanExport() {}

    /** One object for each bucket. */
    static String json(ScanReport report, boolean all) {
        return new KubernetesSerialization().asJson(report.shown(all)) + "\n";
    }

    /** The same as YAML. */
    static String yaml(ScanReport report, boolean all) {
        return new KubernetesSerialization().asYaml(report.shown(all));
    }

    /** One line for each way, after a header. */
    static String csv(ScanReport report, boolean all) {
        var lines = new ArrayList<List<String>>();
        var header = new ArrayList<>(ScanRow.HEADER);
        header.addAll(List.of("UNREAD", "ADVICE"));
        lines.add(header.stream()
                .map(title -> title.toLowerCase(Locale.ROOT).replace(' ', '_'))
                .toList());
        for (var bucket : report.shown(all)) {
            ScanRow.of(bucket).forEach(row -> {
                var cells = new ArrayList<>(row.cells());
                cells.add(String.join(" ", bucket.unread()));
                cells.add(bucket.doubts().stream().map(Doubt::advice).distinct().collect(Collectors.joining(" ")));
                lines.add(cells);
            });
        }
        return lines.stream()
                .map(cells -> cells.stream().map(ScanExport::cell).collect(Collectors.joining(",")) + "\n")
                .collect(Collectors.joining());
    }

    /** A spreadsheet runs what begins like a formula, and names come from policy documents of others. */
    private static String cell(String text) {
        var harmless = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return harmless.matches("(?s).*[\",\\r\\n].*") ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
