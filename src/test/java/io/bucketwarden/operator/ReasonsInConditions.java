package io.bucketwarden.operator;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.operator.status.Conditions;
import io.bucketwarden.operator.status.Finding;
import io.bucketwarden.operator.status.Kstatus;
import io.bucketwarden.operator.status.Looks;
import io.bucketwarden.operator.status.Situation;
import io.bucketwarden.operator.status.SomeLooks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** In which conditions a reason is seen, and what kstatus makes of them: as the code that sets them says, for the docs. */
public final class ReasonsInConditions {

    private static final String NOW = "2026-11-30T12:00:00Z";

    private ReasonsInConditions() {}

    /** Such as {@code Ready=False}, of a policy; empty for a reason that only an S3BucketAccess has. */
    public static List<String> of(Reason reason) {
        return conditions(reason).stream()
                .filter(condition -> condition.reason() == reason)
                .map(condition -> condition.type() + "=" + condition.status())
                .toList();
    }

    /** Empty where a reason is none of a policy's. */
    public static String kstatus(Reason reason) {
        var conditions = conditions(reason);
        return conditions.isEmpty() ? "" : Kstatus.of(conditions);
    }

    private static List<Condition> conditions(Reason reason) {
        if (!reason.isOfPolicy()) {
            return List.of();
        }
        return switch (reason) {
            case Pending -> of(new Looks(List.of(), List.of(), 1, 1, false), Mode.Audit);
            case Accepted, Audited, NoDrift -> found(Mode.Audit, FacetState.Compliant, Reason.NoDrift);
            case Enforced -> found(Mode.Enforce, FacetState.Compliant, Reason.NoDrift);
            case DriftDetected -> found(Mode.Audit, FacetState.Drifted, reason);
            case Remediating -> found(Mode.Enforce, FacetState.Remediated, reason);
            case RemediationFailed, WouldLockOut -> found(Mode.Enforce, FacetState.Failed, reason);
            case AwaitingEvidence, WouldDeny -> found(Mode.Enforce, FacetState.Drifted, reason);
            case NotConverging, Contended -> found(Mode.Enforce, FacetState.Contended, reason);
            case ActionRequired -> found(Mode.Enforce, FacetState.ActionRequired, reason);
            case CheckFailed, AccessDenied, BucketNotFound, WrongRegion ->
                of(new Situation.Unreachable(reason, "", Conditions.TOLERATED_FAILURES + 1), null, null);
            case NoBuckets -> of(new Looks(List.of(), List.of(), 0, 0, true), Mode.Audit);
            case Conflicted, NotGranted, InvalidSpec -> of(new Situation.Rejected(reason, ""), null, null);
            case Paused -> Conditions.of(new Situation.Paused(), said(of(fine(), null, null)), 2, null, null, NOW);
            case InvalidRevert -> of(fine(), null, "");
            case QueueUnreachable -> of(fine(), "", null);
            case CaughtUp, CatchingUp, LoggingOff, MemoryUnreadable, TooManyKeys, TooManyAccessors ->
                throw new IllegalArgumentException(reason + " is of no policy");
        };
    }

    private static S3BucketPolicyStatus said(List<Condition> conditions) {
        return new S3BucketPolicyStatus(2L, null, null, null, List.of(), null, null, null, conditions);
    }

    private static Situation fine() {
        var finding = new Finding("versioning", FacetState.Compliant, Reason.NoDrift, List.of(), "");
        return new Situation.Checked(Mode.Enforce, Mode.Enforce, SomeLooks.ofOne(List.of(finding), 0), "");
    }

    private static List<Condition> found(Mode mode, FacetState state, Reason reason) {
        return of(SomeLooks.ofOne(List.of(new Finding("versioning", state, reason, List.of(), "")), 0), mode);
    }

    private static List<Condition> of(Looks looks, Mode mode) {
        return of(new Situation.Checked(mode, mode, looks, ""), null, null);
    }

    private static List<Condition> of(Situation situation, @Nullable String unheard, @Nullable String misread) {
        return Conditions.of(situation, S3BucketPolicyStatus.NONE, 2, unheard, misread, NOW);
    }
}
