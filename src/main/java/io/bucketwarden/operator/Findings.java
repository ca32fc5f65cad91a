package io.bucketwarden.operator;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.operator.status.Finding;
import io.bucketwarden.posture.Outcome;
import io.bucketwarden.posture.Plan;
import io.bucketwarden.posture.Remedy;
import io.bucketwarden.posture.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a verdict, and what was done about it, mean for the status. Pure. */
final class Findings {

    private Findings() {}

    /**
     * @param halt why it is not written now, or null
     * @param outcome what became of the write, or null when there was none
     */
    static Finding of(String facet, Verdict verdict, Mode mode, @Nullable Halt halt, @Nullable Outcome outcome) {
        return switch (verdict) {
            case Verdict.Unmanaged _ -> throw new IllegalArgumentException(facet + " is not managed");
            case Verdict.Compliant _ -> new Finding(facet, FacetState.Compliant, Reason.NoDrift, List.of(), "");
            case Verdict.Exempt(var drifts, var message) ->
                new Finding(facet, FacetState.Exempt, Reason.NoDrift, drifts, message);
            case Verdict.Unreadable(var reason, var message) ->
                new Finding(facet, FacetState.Unknown, reason, List.of(), message);
            case Verdict.Drifted drifted
            when halt != null -> finding(facet, drifted, halt.state(), halt.reason(), halt.message(), false);
            case Verdict.Drifted drifted
            when outcome instanceof Outcome.Refused(var reason, var why) ->
                finding(
                        facet,
                        drifted,
                        reason == Reason.CheckFailed ? FacetState.Drifted : FacetState.Failed,
                        reason,
                        why);
            case Verdict.Drifted drifted
            when outcome instanceof Outcome.Written ->
                finding(facet, drifted, FacetState.Remediated, Reason.Remediating, "Written; being verified.");
            case Verdict.Drifted drifted -> untouched(facet, drifted, mode);
        };
    }

    private static Finding untouched(String facet, Verdict.Drifted drifted, Mode mode) {
        if (drifted.unread().isPresent()) {
            // The difference is certain; what could not be read decides what has to happen next.
            return finding(
                    facet, drifted, FacetState.Drifted, drifted.unread().get().reason(), audited(facet, drifted));
        }
        if (drifted.isWritable()) {
            return finding(facet, drifted, FacetState.Drifted, Reason.DriftDetected, audited(facet, drifted));
        }
        var compensated = drifted.manual().stream().allMatch(Remedy.Manual::compensated);
        return finding(
                facet,
                drifted,
                compensated ? FacetState.Compensated : FacetState.ActionRequired,
                mode == Mode.Audit ? Reason.DriftDetected : Reason.ActionRequired,
                "");
    }

    /** What Enforce would write; empty when that is nothing. */
    private static String audited(String facet, Verdict.Drifted drifted) {
        var steps = Plan.of(Map.of(facet, drifted)).steps();
        return steps.isEmpty()
                ? ""
                : "Enforce would write "
                        + steps.stream().map(Plan.Step::description).collect(Collectors.joining("; ")) + ".";
    }

    private static Finding finding(
            String facet, Verdict.Drifted drifted, FacetState state, Reason reason, String message) {
        return finding(facet, drifted, state, reason, message, state == FacetState.Remediated);
    }

    private static Finding finding(
            String facet, Verdict.Drifted drifted, FacetState state, Reason reason, String message, boolean written) {
        var text = Stream.of(
                        Stream.of(message),
                        drifted.manual().stream().map(Remedy.Manual::instruction),
                        drifted.unread().stream().map(Verdict.Unreadable::message))
                .flatMap(part -> part)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return new Finding(
                facet, state, reason, drifted.drifts(), text, drifted.unread().isPresent(), written);
    }
}
