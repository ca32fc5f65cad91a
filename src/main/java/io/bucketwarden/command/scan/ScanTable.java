package io.bucketwarden.command.scan;

import io.bucketwarden.command.Columns;
import io.bucketwarden.command.Printable;
import io.bucketwarden.command.scan.ScanReport.State;
import io.bucketwarden.posture.PublicAccessBlock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code scan} found, for people. */
final class ScanTable {

    private ScanTable() {}

    static String of(ScanReport report, boolean all) {
        if (report.buckets().isEmpty()) {
            return "The account has no buckets.\n";
        }
        var text = new StringBuilder();
        var shown = report.shown(all);
        if (!shown.isEmpty()) {
            var rows = new ArrayList<List<String>>();
            rows.add(ScanRow.HEADER);
            shown.stream().flatMap(ScanRow::of).forEach(row -> rows.add(row.cells()));
            text.append(Columns.of("", rows));
        }
        shown.forEach(bucket -> {
            bucket.unread().forEach(why -> note(text, bucket.bucket(), "not judged in full: " + why));
            bucket.remarks().forEach(remark -> note(text, bucket.bucket(), remark));
        });
        shown.stream()
                .flatMap(bucket -> bucket.doubts().stream())
                .map(doubt -> Printable.of(doubt.through() + ": " + doubt.advice()) + "\n")
                .distinct()
                .forEach(text::append);
        return text.append(summary(report)).append(account(report.account())).toString();
    }

    private static void note(StringBuilder text, String bucket, String why) {
        text.append(Printable.of(bucket + ": " + why)).append('\n');
    }

    private static String summary(ScanReport report) {
        var total = report.buckets().size();
        var unsure = report.buckets().stream().filter(it -> !it.isCertain()).count();
        return "%d %s: %d open, %d may be open, %d neutralised, %d closed, %d not judged in full\n"
                .formatted(
                        total,
                        total == 1 ? "bucket" : "buckets",
                        report.count(State.Open),
                        report.count(State.MayBeOpen),
                        report.count(State.Neutralized),
                        report.count(State.Closed),
                        unsure);
    }

    private static String account(@Nullable PublicAccessBlock block) {
        if (block == null) {
            return "The settings of the account could not be read.\n";
        }
        var on = new ArrayList<String>();
        add(on, block.blockPublicAcls(), "blockPublicAcls");
        add(on, block.ignorePublicAcls(), "ignorePublicAcls");
        add(on, block.blockPublicPolicy(), "blockPublicPolicy");
        add(on, block.restrictPublicBuckets(), "restrictPublicBuckets");
        return on.isEmpty() ? "" : "On for the whole account: " + String.join(", ", on) + "\n";
    }

    private static void add(List<String> on, boolean isOn, String setting) {
        if (isOn) {
            on.add(setting);
        }
    }
}
