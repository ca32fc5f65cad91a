package io.bucketwarden.command.plan;

import io.bucketwarden.api.Mode;
import io.bucketwarden.command.Printable;
import io.bucketwarden.command.plan.PlanReport.Look;
import io.bucketwarden.command.plan.PlanReport.Result;
import io.bucketwarden.command.plan.PlanReport.Write;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What {@code plan} says, for people. */
final class PlanText {

    private PlanText() {}

    /** A section for each bucket, and what they come to where there are several. */
    static String of(List<PlanReport> reports) {
        var facets = width(reports.stream().flatMap(r -> r.facets().stream()).map(Look::facet));
        var calls = width(reports.stream().flatMap(r -> r.writes().stream()).map(Write::call));
        var severalPolicies = reports.stream()
                        .map(report -> Objects.requireNonNullElse(report.policy(), ""))
                        .distinct()
                        .count()
                > 1;
        var text = new StringBuilder();
        for (var report : reports) {
            line(text, "", title(report, severalPolicies) + ": " + report.result());
            if (report.message() != null) {
                line(text, "  ", report.message());
            }
            report.facets().forEach(look -> append(text, look, facets));
            writes(text, report, calls);
            text.append(PreflightTable.of(report.preflight()));
        }
        return text.append(summary(reports)).toString();
    }

    private static String title(PlanReport report, boolean severalPolicies) {
        var policy = "policy " + Objects.requireNonNullElse(report.policy(), "without a name");
        if (report.bucket() == null) {
            return policy;
        }
        return report.bucket()
                + (report.region() == null ? "" : " (" + report.region() + ")")
                + (severalPolicies ? ", " + policy : "");
    }

    private static void append(StringBuilder text, Look look, int width) {
        line(text, "  ", padded(look.facet(), width) + look.result());
        for (var drift : look.drifts()) {
            line(
                    text,
                    "    ",
                    look.result() == Result.Exempt
                            ? "%s: is %s instead of %s".formatted(drift.path(), drift.actual(), drift.expected())
                            : "%s should be %s, but is %s".formatted(drift.path(), drift.expected(), drift.actual()));
        }
        look.messages().forEach(message -> line(text, "    ", message));
    }

    private static void writes(StringBuilder text, PlanReport report, int width) {
        if (!report.writes().isEmpty()) {
            text.append("  Enforce ")
                    .append(report.mode() == Mode.Enforce ? "will" : "would")
                    .append(" make these writes:\n");
            report.writes().forEach(write -> line(text, "    ", padded(write.call(), width) + write.iamAction()));
        }
    }

    private static String summary(List<PlanReport> reports) {
        var buckets = reports.stream().filter(report -> report.bucket() != null).toList();
        if (buckets.size() < 2) {
            return "";
        }
        return "%d buckets: %d compliant, %d exempt, %d drifted, %d unknown, %d refused\n"
                .formatted(
                        buckets.size(),
                        count(buckets, Result.Compliant),
                        count(buckets, Result.Exempt),
                        count(buckets, Result.Drifted),
                        count(buckets, Result.Unknown),
                        buckets.stream().filter(PlanReport::isRefused).count());
    }

    private static void line(StringBuilder text, String indent, String content) {
        text.append(indent).append(Printable.of(content)).append('\n');
    }

    private static long count(List<PlanReport> reports, Result result) {
        return reports.stream().filter(report -> report.result() == result).count();
    }

    private static int width(Stream<String> cells) {
        return cells.mapToInt(String::length).max().orElse(0) + 2;
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }
}
