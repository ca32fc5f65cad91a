package io.bucketwarden;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Mode;
import io.bucketwarden.posture.Plan;
import io.bucketwarden.posture.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code plan} says of one bucket. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record PlanReport(
        String bucket,
        Mode mode,
        @Nullable String region,
        Result result,
        @Nullable String message,
        List<Look> facets,
        List<Write> writes) {

    enum Result {
        Compliant,
        Exempt,
        Drifted,
        Unknown
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Look(String facet, Result result, List<Drift> drifts, List<String> messages) {}

    record Write(String call, String iamAction) {}

    static PlanReport unreachable(String bucket, Mode mode, String why) {
        return new PlanReport(bucket, mode, null, Result.Unknown, why, List.of(), List.of());
    }

    /** @param refused why statements of a facet would not be written, by facet */
    static PlanReport of(
            String bucket, Mode mode, String region, Map<String, Verdict> verdicts, Map<String, String> refused) {
        var looks = new ArrayList<Look>();
        verdicts.forEach((facet, verdict) -> {
            switch (verdict) {
                case Verdict.Unmanaged _ -> {}
                case Verdict.Compliant _ -> looks.add(new Look(facet, Result.Compliant, List.of(), List.of()));
                case Verdict.Exempt(var drifts, var message) ->
                    looks.add(new Look(facet, Result.Exempt, drifts, List.of(message)));
                case Verdict.Unreadable unreadable ->
                    looks.add(new Look(facet, Result.Unknown, List.of(), List.of(unreadable.message())));
                case Verdict.Drifted drifted ->
                    looks.add(new Look(facet, Result.Drifted, drifted.drifts(), messages(drifted, refused.get(facet))));
            }
        });
        var writes = Plan.of(verdicts).steps().stream()
                .map(step -> new Write(step.description(), step.iamAction()))
                .toList();
        return new PlanReport(bucket, mode, region, worst(looks), null, looks, writes);
    }

    /** 3 for unknown goes before 2 for drift: a script must not take half a look for a whole one. */
    static int exitCode(List<PlanReport> reports) {
        if (reports.stream().anyMatch(r -> r.hasUnknown())) {
            return 3;
        }
        return reports.stream().anyMatch(r -> r.result() == Result.Drifted) ? 2 : 0;
    }

    static String text(List<PlanReport> reports) {
        var facets = width(reports.stream().flatMap(r -> r.facets().stream()).map(Look::facet));
        var calls = width(reports.stream().flatMap(r -> r.writes().stream()).map(Write::call));
        var text = new StringBuilder();
        for (var report : reports) {
            text.append(report.bucket())
                    .append(report.region() == null ? "" : " (" + report.region() + ")")
                    .append(": ")
                    .append(report.result())
                    .append('\n');
            if (report.message() != null) {
                text.append("  ").append(report.message()).append('\n');
            }
            report.facets().forEach(look -> append(text, look, facets));
            if (!report.writes().isEmpty()) {
                text.append("  Enforce ")
                        .append(report.mode() == Mode.Enforce ? "will" : "would")
                        .append(" make these writes:\n");
                report.writes()
                        .forEach(write -> text.append("    ")
                                .append(padded(write.call(), calls))
                                .append(write.iamAction())
                                .append('\n'));
            }
        }
        return text.toString();
    }

    private boolean hasUnknown() {
        return result == Result.Unknown || facets.stream().anyMatch(look -> look.result() == Result.Unknown);
    }

    private static void append(StringBuilder text, Look look, int width) {
        text.append("  ")
                .append(padded(look.facet(), width))
                .append(look.result())
                .append('\n');
        for (var drift : look.drifts()) {
            text.append("    %s: is %s, should be %s\n".formatted(drift.path(), drift.actual(), drift.expected()));
        }
        look.messages().forEach(message -> text.append("    ").append(message).append('\n'));
    }

    private static int width(Stream<String> cells) {
        return cells.mapToInt(String::length).max().orElse(0) + 2;
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }

    private static List<String> messages(Verdict.Drifted drifted, @Nullable String refused) {
        var messages = new ArrayList<String>();
        drifted.manual().forEach(manual -> messages.add(manual.instruction()));
        drifted.unread().ifPresent(unread -> messages.add(unread.message()));
        if (refused != null) {
            messages.add(refused);
        }
        return messages;
    }

    private static Result worst(List<Look> looks) {
        if (looks.stream().anyMatch(look -> look.result() == Result.Drifted)) {
            return Result.Drifted;
        }
        return looks.stream().anyMatch(look -> look.result() == Result.Unknown) ? Result.Unknown : Result.Compliant;
    }
}
