package io.bucketwarden.operator;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.operator.status.Finding;
import io.bucketwarden.posture.Outcome;
import io.bucketwarden.posture.Remedy;
import io.bucketwarden.posture.Verdict;
import io.bucketwarden.posture.undo.Kept;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a facet that is put back, or was, means for the status. The differences are those from the declared posture. Pure. */
final class RevertFindings {

    private static final String HELD =
            " Held: it is not written while the annotation " + S3BucketPolicy.REVERT + " names it.";

    private RevertFindings() {}

    /**
     * @param verdict how it stands to the declared posture
     * @param halt why it is not written now, or null
     * @param outcome what became of the write, or null when there was none
     */
    static Finding of(String facet, Verdict verdict, Revert revert, @Nullable Halt halt, @Nullable Outcome outcome) {
        var drifts = drifts(verdict);
        if (halt != null) {
            var message = halt.equals(Halt.VERIFYING) ? verifying(revert) : halt.message();
            return new Finding(facet, halt.state(), halt.reason(), drifts, message, false, false);
        }
        if (outcome instanceof Outcome.Refused(var reason, var why)) {
            var state = reason == Reason.CheckFailed ? FacetState.Drifted : FacetState.Failed;
            return new Finding(facet, state, reason, drifts, "Could not be put back. " + why);
        }
        if (outcome instanceof Outcome.Written) {
            return new Finding(facet, FacetState.Remediated, Reason.Remediating, drifts, verifying(revert));
        }
        return switch (revert) {
            case Revert.Unread(var why) ->
                new Finding(
                        facet,
                        FacetState.Unknown,
                        why.reason(),
                        List.of(),
                        "Nothing was written, since it is not known whether it was put back before: "
                                + withStop(why.text()) + HELD);
            case Revert.Unknown(var why) ->
                new Finding(facet, FacetState.Unknown, why.reason(), List.of(), "Could not be put back: " + why.text());
            case Revert.Due due
            when !due.back().remedies().isEmpty() ->
                new Finding(facet, FacetState.ActionRequired, Reason.ActionRequired, drifts, byHand(due) + HELD);
            case Revert.Due due -> held(facet, verdict, drifts, done(due));
            case Revert.Nothing _ ->
                held(
                        facet,
                        verdict,
                        drifts,
                        "Nothing to put back: it was never written by the operator, or nothing was kept of it." + HELD);
            case Revert.Done(var message) -> held(facet, verdict, drifts, message);
        };
    }

    /** In Audit mode, where it is only told. */
    static Finding audited(Finding finding) {
        return finding.withMessage((finding.message()
                        + " The annotation " + S3BucketPolicy.REVERT
                        + " asks to put it back, but nothing is written in Audit"
                        + " mode: set mode: Enforce, which holds it, or use bucketwarden revert --direct.")
                .strip());
    }

    /** What is said of what only its record remembers. */
    static String before(Kept kept, Kept.Reverted reverted) {
        return "Put back, by " + reverted.at() + ", to what it was on " + kept.day()
                + ", before the operator's first write; what it is now is the work of others." + HELD;
    }

    private static String withStop(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    private static Finding held(String facet, Verdict verdict, List<Drift> drifts, String message) {
        if (verdict instanceof Verdict.Unreadable(var reason, var why)) {
            return new Finding(facet, FacetState.Unknown, reason, List.of(), why);
        }
        var inPart =
                verdict instanceof Verdict.Drifted drifted && drifted.unread().isPresent();
        return new Finding(
                facet,
                FacetState.Reverted,
                drifts.isEmpty() ? Reason.NoDrift : Reason.DriftDetected,
                drifts,
                message,
                inPart,
                false);
    }

    private static String verifying(Revert revert) {
        return revert instanceof Revert.Due due
                ? "Put back to what it was on " + due.kept().day() + "; being verified."
                : "Being verified.";
    }

    private static String done(Revert.Due due) {
        return "Put back to what it was on " + due.kept().day() + ", before the operator's first write."
                + due.back().remarks().stream()
                        .map(remark -> " Not exactly: " + remark + ".")
                        .collect(Collectors.joining())
                + HELD;
    }

    private static String byHand(Revert.Due due) {
        return due.back().remedies().stream()
                .filter(Remedy.Manual.class::isInstance)
                .map(Remedy.Manual.class::cast)
                .map(Remedy.Manual::instruction)
                .collect(Collectors.joining(" "));
    }

    private static List<Drift> drifts(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Drifted drifted -> drifted.drifts();
            case Verdict.Exempt exempt -> exempt.drifts();
            default -> List.of();
        };
    }
}
