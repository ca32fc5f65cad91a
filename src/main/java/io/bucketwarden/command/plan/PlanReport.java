package io.bucketwarden.command.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Mode;
import io.bucketwarden.posture.Plan;
import io.bucketwarden.posture.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code plan} says of one bucket.
 *
 * @param bucket null when the policy's buckets are not known, or there are none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record PlanReport(
        @Nullable String policy,
        @Nullable String bucket,
        Mode mode,
        @Nullable String region,
        Result result,
        @Nullable String message,
        List<Look> facets,
        List<Write> writes,
        List<PreflightRow> preflight) {

    /** The exit code where something is not known. */
    static final int UNKNOWN = 3;

    private static final String WAITS =
            "Waits for evidence, as requireEvidence asks: it is written on this bucket once the operator has read that it"
                    + " denies nobody, or what it denies is in acceptedImpact. To hold it against logs now: bucketwarden"
                    + " preview.";

    enum Result {
        Compliant,
        Exempt,
        Drifted,
        Unknown
    }

    /**
     * @param refused true when the operator would refuse to write it, since it would lock somebody out; null otherwise
     * @param awaitsEvidence true when the operator writes it only once it is known to deny nobody; null otherwise
     * @param isWhole whether everything that decides about the facet could be read
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Look(
            String facet,
            Result result,
            List<Drift> drifts,
            List<String> messages,
            @Nullable Boolean refused,
            @Nullable Boolean awaitsEvidence,
            @JsonIgnore boolean isWhole) {}

    record Write(String call, String iamAction) {}

    static PlanReport unknown(@Nullable String policy, @Nullable String bucket, Mode mode, String why) {
        return new PlanReport(policy, bucket, mode, null, Result.Unknown, why, List.of(), List.of(), List.of());
    }

    /**
     * What was found, and what Enforce would do about it.
     *
     * @param awaiting the facets that are enforced only on evidence
     * @param preview what would become of the policy document
     */
    static PlanReport of(
            @Nullable String policy,
            String bucket,
            Mode mode,
            String region,
            Map<String, Verdict> verdicts,
            Set<String> awaiting,
            Plan.Preview preview) {
        var refused = preview.refusals();
        var looks = new ArrayList<Look>();
        verdicts.forEach((facet, verdict) -> {
            switch (verdict) {
                case Verdict.Unmanaged _ -> {}
                case Verdict.Compliant _ ->
                    looks.add(new Look(facet, Result.Compliant, List.of(), List.of(), null, null, true));
                case Verdict.Exempt(var drifts, var message) ->
                    looks.add(new Look(facet, Result.Exempt, drifts, List.of(message), null, null, true));
                case Verdict.Unreadable unreadable ->
                    looks.add(new Look(
                            facet, Result.Unknown, List.of(), List.of(unreadable.message()), null, null, false));
                case Verdict.Drifted drifted -> {
                    var waits = drifted.isWritable() && awaiting.contains(facet);
                    looks.add(new Look(
                            facet,
                            Result.Drifted,
                            drifted.drifts(),
                            messages(drifted, refused.get(facet), waits),
                            refused.containsKey(facet) ? true : null,
                            waits ? true : null,
                            drifted.unread().isEmpty()));
                }
            }
        });
        var writes = Plan.without(refused.keySet(), verdicts).steps().stream()
                .map(step -> new Write(step.description(), step.iamAction()))
                .toList();
        return new PlanReport(
                policy, bucket, mode, region, worst(looks), null, looks, writes, PreflightRow.of(preview.effects()));
    }

    /** Unknown goes before 2 for drift: a script must not take half a look for a whole one. */
    static int exitCode(List<PlanReport> reports) {
        if (reports.stream().anyMatch(report -> !report.isWhole())) {
            return UNKNOWN;
        }
        return reports.stream().anyMatch(report -> report.result() == Result.Drifted) ? 2 : 0;
    }

    /** Whether there is drift that the operator would refuse to close. */
    boolean isRefused() {
        return facets.stream().anyMatch(look -> Boolean.TRUE.equals(look.refused()));
    }

    private boolean isWhole() {
        return result != Result.Unknown && facets.stream().allMatch(Look::isWhole);
    }

    private static List<String> messages(Verdict.Drifted drifted, @Nullable String refused, boolean waits) {
        var messages = new ArrayList<String>();
        drifted.manual().forEach(manual -> messages.add(manual.instruction()));
        drifted.unread().ifPresent(unread -> messages.add(unread.message()));
        if (refused != null) {
            messages.add(refused);
        }
        if (waits) {
            messages.add(WAITS);
        }
        return messages;
    }

    /** As the summary of a status counts a bucket. */
    private static Result worst(List<Look> looks) {
        return Stream.of(Result.Drifted, Result.Unknown, Result.Exempt)
                .filter(result -> looks.stream().anyMatch(look -> look.result() == result))
                .findFirst()
                .orElse(Result.Compliant);
    }
}
