package io.bucketwarden;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.bucketwarden.api.Drift;
import io.bucketwarden.posture.Plan;
import io.bucketwarden.posture.Remedy;
import io.bucketwarden.posture.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code plan} says of one bucket. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record PlanReport(
        String bucket,
        @Nullable String region,
        Result result,
        @Nullable String message,
        List<Look> facets,
        List<Write> writes) {

    enum Result {
        Compliant,
        Drifted,
        Unknown
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Look(String facet, Result result, List<Drift> drifts, List<String> messages) {}

    record Write(String call, String iamAction) {}

    static PlanReport unreachable(String bucket, String why) {
        return new PlanReport(bucket, null, Result.Unknown, why, List.of(), List.of());
    }

    static PlanReport of(String bucket, String region, Map<String, Verdict> verdicts) {
        var looks = new ArrayList<Look>();
        verdicts.forEach((facet, verdict) -> {
            switch (verdict) {
                case Verdict.Unmanaged _ -> {}
                case Verdict.Compliant _ -> looks.add(new Look(facet, Result.Compliant, List.of(), List.of()));
                case Verdict.Unreadable unreadable ->
                    looks.add(new Look(facet, Result.Unknown, List.of(), List.of(unreadable.message())));
                case Verdict.Drifted drifted ->
                    looks.add(new Look(facet, Result.Drifted, drifted.drifts(), instructions(drifted)));
            }
        });
        var writes = Plan.of(verdicts).steps().stream()
                .map(step -> new Write(step.description(), step.iamAction()))
                .toList();
        return new PlanReport(bucket, region, worst(looks), null, looks, writes);
    }

    /** 3 for unknown goes before 2 for drift: a script must not take half a look for a whole one. */
    static int exitCode(List<PlanReport> reports) {
        if (reports.stream().anyMatch(r -> r.hasUnknown())) {
            return 3;
        }
        return reports.stream().anyMatch(r -> r.result() == Result.Drifted) ? 2 : 0;
    }

    static String text(List<PlanReport> reports) {
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
            report.facets().forEach(look -> append(text, look));
            if (!report.writes().isEmpty()) {
                text.append("  Enforce would make these writes:\n");
                var width = report.writes().stream()
                        .mapToInt(write -> write.call().length())
                        .max()
                        .orElse(1);
                report.writes()
                        .forEach(write ->
                                text.append(("    %-" + width + "s  %s%n").formatted(write.call(), write.iamAction())));
            }
        }
        return text.toString();
    }

    private boolean hasUnknown() {
        return result == Result.Unknown || facets.stream().anyMatch(look -> look.result() == Result.Unknown);
    }

    private static void append(StringBuilder text, Look look) {
        text.append("  %-16s %s%n".formatted(look.facet(), look.result()));
        for (var drift : look.drifts()) {
            text.append("    %s: is %s, should be %s%n".formatted(drift.path(), drift.actual(), drift.expected()));
        }
        look.messages().forEach(message -> text.append("    ").append(message).append('\n'));
    }

    private static List<String> instructions(Verdict.Drifted drifted) {
        return drifted.remedies().stream()
                .filter(Remedy.Manual.class::isInstance)
                .map(remedy -> ((Remedy.Manual) remedy).instruction())
                .toList();
    }

    private static Result worst(List<Look> looks) {
        if (looks.stream().anyMatch(look -> look.result() == Result.Drifted)) {
            return Result.Drifted;
        }
        return looks.stream().anyMatch(look -> look.result() == Result.Unknown) ? Result.Unknown : Result.Compliant;
    }
}
