package io.bucketwarden.operator;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import io.bucketwarden.events.ChangeEvent;
import io.bucketwarden.operator.Transition.Kind;
import io.bucketwarden.operator.Transition.Subject;
import io.bucketwarden.operator.changes.NewChanges;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What of two statuses is worth a Kubernetes event: only what changed between them, never a state that merely lasts. Pure. */
final class News {

    private static final String PUBLIC = "publicAccess";
    private static final Set<FacetState> QUIET = EnumSet.of(
            FacetState.Compliant, FacetState.Unknown, FacetState.Exempt, FacetState.Superseded, FacetState.Reverted);
    private static final Set<FacetState> REFUSED = EnumSet.of(FacetState.Failed, FacetState.Contended);
    private static final Set<FacetState> MANUAL = EnumSet.of(FacetState.ActionRequired, FacetState.Compensated);

    /** Those of which the message says what is to be known. */
    private static final Set<FacetState> TELLING = EnumSet.of(
            FacetState.Failed,
            FacetState.Contended,
            FacetState.ActionRequired,
            FacetState.Compensated,
            FacetState.Reverted);

    private News() {}

    /** What changed about a policy as a whole. */
    static List<Transition> between(S3BucketPolicyStatus before, S3BucketPolicyStatus after) {
        var transitions = new ArrayList<Transition>();
        flipped(transitions, Kind.Paused, Condition.Type.Paused, before, after);
        flipped(transitions, Kind.RevertRefused, Condition.Type.RevertRefused, before, after);
        if (!isConflicted(before) && isConflicted(after)) {
            transitions.add(new Transition(
                    Kind.Conflicted,
                    after.condition(Condition.Type.Accepted).orElseThrow().message()));
        }
        noBuckets(after)
                .filter(message -> !noBuckets(before).equals(Optional.of(message)))
                .ifPresent(message -> transitions.add(new Transition(Kind.NoBuckets, message)));
        return List.copyOf(transitions);
    }

    /** What the selector asked for that chose nothing; another vain try is news. */
    private static Optional<String> noBuckets(S3BucketPolicyStatus status) {
        return status.condition(Condition.Type.Compliant)
                .filter(c -> c.reason() == Reason.NoBuckets)
                .map(Condition::message);
    }

    /**
     * What changed about one bucket.
     *
     * @param before with what was known in place of what could not be read, so that a gap repeats nothing; null at first
     */
    static List<Transition> of(@Nullable BucketStatus before, BucketStatus bucket) {
        var transitions = new ArrayList<Transition>();
        var then = states(before);
        note(transitions, Kind.DriftDetected, bucket, then, (was, is) -> QUIET.contains(was) && !QUIET.contains(is));
        note(transitions, Kind.RemediationFailed, bucket, then, (was, is) -> was != is && REFUSED.contains(is));
        note(transitions, Kind.Reverted, bucket, then, (was, is) -> was != is && is == FacetState.Reverted);
        note(transitions, Kind.ActionRequired, bucket, then, (was, is) -> was != is && MANUAL.contains(is));
        var mended = then.entrySet().stream()
                .filter(e -> e.getValue() == FacetState.Remediated)
                .map(Map.Entry::getKey)
                .filter(facet -> bucket.compliantFacets().contains(facet) || isLeftToPeople(bucket, facet))
                .sorted()
                .toList();
        if (!mended.isEmpty()) {
            transitions.add(new Transition(
                    Kind.DriftRemediated, bucket.name() + ": " + String.join(", ", mended) + " repaired and verified"));
        }
        exempted(transitions, before, bucket);
        unproven(transitions, Kind.EvidenceAwaited, Reason.AwaitingEvidence, before, bucket);
        unproven(transitions, Kind.WouldDeny, Reason.WouldDeny, before, bucket);
        transitions.addAll(Openings.between(before, bucket));
        return List.copyOf(transitions);
    }

    /** Somebody else who calls with the operator's role could do whatever it may. */
    static Transition roleUsedByOthers(ChangeEvent event) {
        var change = NewChanges.told(event);
        var bucket = event.bucket();
        return new Transition(
                Kind.OperatorRoleUsedByOthers,
                change.eventName() + (bucket == null ? "" : " of " + bucket)
                        + " was made with the operator's role, but not by this operator: "
                        + Openings.describe(change)
                        + ". Find out who may assume the role, and let nobody but the operator do so.",
                new Subject(bucket, change));
    }

    private static void exempted(List<Transition> transitions, @Nullable BucketStatus before, BucketStatus bucket) {
        for (var facet : bucket.facets()) {
            if (facet.state() != FacetState.Exempt) {
                continue;
            }
            var then = before == null ? null : before.facet(facet.name()).orElse(null);
            if (facet.name().equals(PUBLIC) && (then == null || then.state() != FacetState.Exempt)) {
                transitions.add(new Transition(
                        Kind.PublicAccessExempted,
                        bucket.name() + " may be open to the public from now on. " + facet.message()));
            }
            if (Exemptions.isEnding(facet) && (then == null || !Exemptions.isEnding(then))) {
                transitions.add(new Transition(
                        Kind.ExemptionEnding, bucket.name() + ", " + facet.name() + ": " + facet.message()));
            }
        }
    }

    private static void unproven(
            List<Transition> transitions, Kind kind, Reason why, @Nullable BucketStatus before, BucketStatus bucket) {
        var text = bucket.facets().stream()
                .filter(facet -> Unproven.is(why, facet))
                .filter(facet -> before == null
                        || before.facet(facet.name())
                                .filter(then -> Unproven.is(why, then))
                                .isEmpty())
                .map(facet -> facet.name() + ": " + facet.message())
                .collect(Collectors.joining("; "));
        if (!text.isEmpty()) {
            transitions.add(new Transition(kind, bucket.name() + ": " + text));
        }
    }

    /** Whether all that the operator could do for the facet is done. */
    private static boolean isLeftToPeople(BucketStatus bucket, String facet) {
        return bucket.facets().stream().anyMatch(f -> f.name().equals(facet) && MANUAL.contains(f.state()));
    }

    private static boolean isConflicted(S3BucketPolicyStatus status) {
        return status.condition(Condition.Type.Accepted)
                .filter(c -> c.reason() == Reason.Conflicted)
                .isPresent();
    }

    private static void flipped(
            List<Transition> transitions,
            Kind kind,
            Condition.Type type,
            S3BucketPolicyStatus before,
            S3BucketPolicyStatus after) {
        var now = after.condition(type).filter(Condition::isTrue);
        if (now.isPresent() && before.condition(type).filter(Condition::isTrue).isEmpty()) {
            transitions.add(new Transition(kind, now.get().message()));
        }
    }

    private static void note(
            List<Transition> transitions,
            Kind kind,
            BucketStatus bucket,
            Map<String, FacetState> then,
            BiPredicate<FacetState, FacetState> changed) {
        var text = bucket.facets().stream()
                // What complied and is put back has not drifted.
                .filter(f -> f.state() != FacetState.Remediated || !f.drifts().isEmpty())
                .filter(f -> changed.test(then.getOrDefault(f.name(), FacetState.Compliant), f.state()))
                .map(News::describe)
                .collect(Collectors.joining("; "));
        if (!text.isEmpty()) {
            transitions.add(new Transition(kind, bucket.name() + ": " + text));
        }
    }

    /** What to do is in the facet's message, for those states in which somebody has to do something. */
    private static String describe(FacetStatus facet) {
        if (facet.message() != null && TELLING.contains(facet.state())) {
            return facet.name() + ": " + facet.message();
        }

        if (facet.drifts().isEmpty()) {
            return facet.name();
        }
        return facet.drifts().stream()
                .map(d -> d.path() + " should be " + d.expected() + ", but is " + d.actual())
                .collect(Collectors.joining("; "));
    }

    private static Map<String, FacetState> states(@Nullable BucketStatus bucket) {
        var states = new HashMap<String, FacetState>();
        if (bucket != null) {
            bucket.facets().forEach(f -> states.put(f.name(), f.state()));
        }
        return states;
    }
}
