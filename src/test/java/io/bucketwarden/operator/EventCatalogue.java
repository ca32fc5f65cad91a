package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every Kubernetes event that is written, for the docs. One that is new has no text and so does not compile. */
public final class EventCatalogue {

    /** @param when it is written, beginning with a small letter and without a full stop */
    public record Entry(String reason, String type, String about, String when) {}

    private EventCatalogue() {}

    public static List<Entry> all() {
        return Stream.concat(
                        Arrays.stream(Transition.Kind.values())
                                .map(kind -> new Entry(
                                        kind.name(),
                                        kind.isWarning() ? "Warning" : "Normal",
                                        "S3BucketPolicy",
                                        when(kind))),
                        Arrays.stream(AlertKind.values())
                                .map(kind -> new Entry(kind.name(), "Warning", "S3BucketAccess", when(kind))))
                .toList();
    }

    private static String when(Transition.Kind kind) {
        return switch (kind) {
            case DriftDetected -> "a facet of a bucket no longer matches, or did not at the first look";
            case DriftRemediated -> "what was written was seen to hold, or the rest is left to people";
            case RemediationFailed -> "a write was refused, or writing has stopped since writes do not hold";
            case ActionRequired -> "only a person can close a difference; the message holds what to do";
            case Conflicted -> "other policies have come to govern everything that this one declares";
            case NoBuckets -> "the selector chooses no bucket, and what it asks for is new";
            case Paused -> "the pause annotation was set";
            case Reverted -> "a facet was put back to what it was before the operator's first write";
            case RevertRefused -> "the revert annotation names what is no facet, so it has no effect";
            case EvidenceAwaited -> "a restriction begins to wait until it is known what it would deny";
            case WouldDeny -> "a restriction that waited would have denied requests, and nobody has accepted that";
            case PublicExposureFound -> "a bucket was found open to the public, and is not exempt from being closed";
            case PublicExposureClosed ->
                "a read showed that it is closed again; the message says for how long it was open";
            case PublicAccessExempted -> "a bucket may be open from now on: by a tag or an exemption";
            case ExemptionEnding -> "an exemption ends soon";
            case BucketChanged -> "CloudTrail told of a change by somebody else";
            case PolicyUpdateLost ->
                "somebody's change of the policy document met a write of the operator, and did not last, or may not have";
            case OperatorRoleUsedByOthers -> "CloudTrail told of a call with the operator's role that it did not make";
        };
    }

    private static String when(AlertKind kind) {
        return switch (kind) {
            case NewPrincipal -> "a principal uses the bucket for the first time after the learning phase";
            case NewApplication -> "a known principal uses it with an application for the first time";
            case AnonymousAccess -> "somebody used it without credentials";
            case OutsideNetworks -> "somebody used it from outside of the networks that posture.networkAccess declares";
            case OutsideAccounts ->
                "somebody used it who is of none of the accounts that posture.accountAccess declares";
            case ReadBurst -> "a principal read far more within an hour than is usual for it";
            case DeleteBurst -> "a principal deleted far more within an hour than is usual for it";
            case Saturated -> "more use the bucket than can be remembered";
        };
    }
}
