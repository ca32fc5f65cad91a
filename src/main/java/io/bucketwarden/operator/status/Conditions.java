package io.bucketwarden.operator.status;

import static io.bucketwarden.api.Condition.Type.Accepted;
import static io.bucketwarden.api.Condition.Type.ChangesUnheard;
import static io.bucketwarden.api.Condition.Type.Compliant;
import static io.bucketwarden.api.Condition.Type.Paused;
import static io.bucketwarden.api.Condition.Type.Ready;
import static io.bucketwarden.api.Condition.Type.Reconciling;
import static io.bucketwarden.api.Condition.Type.RevertRefused;
import static io.bucketwarden.api.Condition.Type.Stalled;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicyStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The table of the contract as one pure function. Ready says that the operator did its job for this generation,
 * Compliant that the bucket matches; they are never merged. Reconciling and Stalled exclude each other.
 */
public final class Conditions {

    /** Checks that may fail in a row before Ready turns False. */
    public static final int TOLERATED_FAILURES = 3;

    private static final String UNSEEN = "Paused before this version of the spec was acted upon.";

    private static final List<Reason> STALLING = List.of(
            Reason.RemediationFailed,
            Reason.WouldLockOut,
            Reason.WouldDeny,
            Reason.NotConverging,
            Reason.Contended,
            Reason.AccessDenied,
            Reason.NotGranted,
            Reason.BucketNotFound,
            Reason.WrongRegion);

    private final S3BucketPolicyStatus previous;
    private final long generation;
    private final String now;
    private final List<Condition> list = new ArrayList<>();

    private Conditions(S3BucketPolicyStatus previous, long generation, String now) {
        this.previous = previous;
        this.generation = generation;
        this.now = now;
    }

    /**
     * All conditions of a policy.
     *
     * @param unheard why changes are not heard of; null while they are
     * @param misread why the revert annotation has no effect; null while it has, or there is none
     * @param now RFC 3339, used only where a condition's status flips
     */
    public static List<Condition> of(
            Situation situation,
            S3BucketPolicyStatus previous,
            long generation,
            @Nullable String unheard,
            @Nullable String misread,
            String now) {
        var conditions = new Conditions(previous, generation, now);
        switch (situation) {
            case Situation.Rejected rejected -> conditions.rejected(rejected);
            case Situation.Paused _ -> conditions.paused();
            case Situation.Unreachable u -> {
                conditions.accepted();
                conditions.notReady(u.reason(), u.message(), u.failures());
                conditions.add(Compliant, Condition.Status.Unknown, u.reason(), u.message());
            }
            case Situation.Checked checked -> conditions.checked(checked);
        }
        if (unheard != null && !(situation instanceof Situation.Rejected)) {
            conditions.add(ChangesUnheard, Condition.Status.True, Reason.QueueUnreachable, unheard);
        }
        if (misread != null && !(situation instanceof Situation.Rejected)) {
            conditions.add(RevertRefused, Condition.Status.True, Reason.InvalidRevert, misread);
        }
        return List.copyOf(conditions.list);
    }

    private void rejected(Situation.Rejected rejected) {
        add(Accepted, Condition.Status.False, rejected.reason(), rejected.message());
        add(Ready, Condition.Status.False, rejected.reason(), rejected.message());
        add(Compliant, Condition.Status.Unknown, rejected.reason(), rejected.message());
        add(Stalled, Condition.Status.True, rejected.reason(), rejected.message());
    }

    private void paused() {
        accepted();
        if (isNewGeneration()) {
            add(Ready, Condition.Status.Unknown, Reason.Paused, UNSEEN);
            add(Compliant, Condition.Status.Unknown, Reason.Paused, UNSEEN);
        } else {
            keep(Ready);
            keep(Compliant);
        }
        add(Paused, Condition.Status.True, Reason.Paused, "No checks and no writes until the annotation is removed.");
    }

    private void checked(Situation.Checked checked) {
        accepted();
        ready(checked);
        compliant(checked.looks(), checked.sought());
    }

    private void accepted() {
        add(Accepted, Condition.Status.True, Reason.Accepted, "The policy is valid, and governs what it declares.");
    }

    private void ready(Situation.Checked checked) {
        var looks = checked.looks();
        if (looks.awaited() > 0) {
            var message = "Looked at " + (looks.buckets() - looks.awaited()) + " of " + looks.buckets() + " buckets.";
            keep(Ready);
            add(Reconciling, Condition.Status.True, Reason.Pending, message);
            return;
        }
        if (looks.has(Reason.Pending)) {
            keep(Ready);
            add(Reconciling, Condition.Status.True, Reason.Pending, looks.messages(Reason.Pending));
            return;
        }
        for (var reason : STALLING) {
            if (looks.has(reason)) {
                notReady(reason, looks.messages(reason), looks.failures());
                return;
            }
        }
        if (looks.has(Reason.CheckFailed)) {
            notReady(Reason.CheckFailed, looks.messages(Reason.CheckFailed), looks.failures());
            return;
        }
        if (looks.has(Reason.Remediating)) {
            var message = "Repaired and being verified: " + looks.facets(f -> f.is(Reason.Remediating)) + ".";
            add(Ready, Condition.Status.False, Reason.Remediating, message);
            add(Reconciling, Condition.Status.True, Reason.Remediating, message);
            return;
        }
        if (looks.has(Reason.AwaitingEvidence)) {
            var message = looks.messages(Reason.AwaitingEvidence);
            add(Ready, Condition.Status.False, Reason.AwaitingEvidence, message);
            add(Reconciling, Condition.Status.True, Reason.AwaitingEvidence, message);
            return;
        }
        if (checked.enforce()) {
            Predicate<Finding> reverted = f -> f.state() == FacetState.Reverted;
            var held = looks.any(reverted) ? " Put back and held on request: " + looks.facets(reverted) + "." : "";
            add(Ready, Condition.Status.True, Reason.Enforced, "Everything that the operator can do is done." + held);
        } else if (checked.asked() == Mode.Enforce && looks.buckets() > 0) {
            add(Ready, Condition.Status.True, Reason.Audited, "The grants allow Audit only, so nothing is written.");
        } else {
            add(Ready, Condition.Status.True, Reason.Audited, "Everything was read; nothing is written in Audit mode.");
        }
    }

    private void notReady(Reason reason, String message, int failures) {
        if (STALLING.contains(reason)) {
            add(Ready, Condition.Status.False, reason, message);
            add(Stalled, Condition.Status.True, reason, message);
            return;
        }
        if (failures <= TOLERATED_FAILURES && !isNewGeneration()) {
            keep(Ready);
        } else {
            add(Ready, Condition.Status.False, reason, message);
        }
        add(Reconciling, Condition.Status.True, reason, message);
    }

    private void compliant(Looks looks, String sought) {
        Predicate<Finding> unknown = f -> f.state() == FacetState.Unknown;
        Predicate<Finding> manual = f -> f.is(Reason.ActionRequired);
        Predicate<Finding> drift = f -> !f.isFine() && !unknown.test(f) && !manual.test(f);
        if (looks.any(drift)) {
            var message = "Drift in " + looks.facets(drift.or(manual)) + ".";
            add(Compliant, Condition.Status.False, Reason.DriftDetected, message);
        } else if (looks.any(manual)) {
            var message = "A person must act on " + looks.facets(manual) + ".";
            add(Compliant, Condition.Status.False, Reason.ActionRequired, message);
        } else if (looks.any(unknown) || !looks.isWhole()) {
            var gap = looks.firstGap(unknown);
            var message = looks.any(unknown)
                    ? "Could not read " + looks.facets(unknown) + "."
                    : gap.message().isEmpty() ? "Not everything was looked at yet." : gap.message();
            add(Compliant, Condition.Status.Unknown, gap.reason(), message);
        } else if (looks.buckets() == 0) {
            var message =
                    "The selector chooses no bucket of the accounts that are granted. It asks for " + sought + ".";
            add(Compliant, Condition.Status.Unknown, Reason.NoBuckets, message);
        } else {
            Predicate<Finding> exempt = f -> f.state() == FacetState.Exempt;
            var message = looks.any(exempt)
                    ? "Every governed facet matches, or is let pass by an exemption: " + looks.facets(exempt) + "."
                    : "Every governed facet matches.";
            add(Compliant, Condition.Status.True, Reason.NoDrift, message);
        }
    }

    /** Whether Ready was said of an earlier spec, and so says nothing of this one. */
    private boolean isNewGeneration() {
        return previous.condition(Ready)
                .map(Condition::observedGeneration)
                .filter(judged -> judged != generation)
                .isPresent();
    }

    /** As it was, or Pending when there is nothing yet. */
    private void keep(Condition.Type type) {
        var before = previous.condition(type);
        if (before.isPresent()) {
            // With its own generation: this one has not been judged.
            list.add(before.get());
        } else {
            add(type, Condition.Status.Unknown, Reason.Pending, "Not checked yet.");
        }
    }

    private void add(Condition.Type type, Condition.Status status, Reason reason, String message) {
        var since = previous.condition(type)
                .filter(before -> before.status() == status)
                .map(Condition::lastTransitionTime)
                .orElse(now);
        list.add(new Condition(type, status, reason, message, generation, since));
    }
}
