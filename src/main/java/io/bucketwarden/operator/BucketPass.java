package io.bucketwarden.operator;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.Examination;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Outcome;
import io.bucketwarden.posture.Plan;
import io.bucketwarden.posture.Remedy;
import io.bucketwarden.posture.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pass over one bucket: look, plan, write if enforcing, and say what was found. */
final class BucketPass {

    private static final Logger LOG = LoggerFactory.getLogger(BucketPass.class);

    private final List<? extends Facet<?, ?>> facets;

    BucketPass(List<? extends Facet<?, ?>> facets) {
        this.facets = facets;
    }

    List<Finding> run(
            LiveBucket bucket, Posture posture, Mode mode, boolean leftovers, Convergence convergence, Instant now) {
        var enforce = mode == Mode.Enforce;
        var verdicts = Examination.of(facets, posture, bucket, enforce && leftovers);
        var halted = new LinkedHashMap<String, Reason>();
        var writable = new LinkedHashMap<String, Verdict>();
        verdicts.forEach((facet, verdict) -> {
            if (verdict instanceof Verdict.Compliant) {
                convergence.compliant(facet);
            }
            if (enforce && verdict instanceof Verdict.Drifted) {
                convergence
                        .drifted(facet, now)
                        .ifPresentOrElse(why -> halted.put(facet, why), () -> writable.put(facet, verdict));
            }
        });
        var outcomes = Plan.of(writable).run(bucket);
        outcomes.forEach((facet, outcome) -> {
            switch (outcome) {
                case Outcome.Written _ -> {
                    convergence.wrote(facet, now);
                    LOG.atInfo().addKeyValue("facet", facet).log("{} is repaired", facet);
                }
                case Outcome.Refused refused ->
                    LOG.atWarn().addKeyValue("facet", facet).log("{} is not repaired: {}", facet, refused.message());
            }
        });
        var findings = new ArrayList<Finding>();
        verdicts.forEach((facet, verdict) -> {
            if (!(verdict instanceof Verdict.Unmanaged)) {
                findings.add(finding(facet, verdict, mode, halted.get(facet), outcomes.get(facet)));
            }
        });
        return List.copyOf(findings);
    }

    private static Finding finding(
            String facet, Verdict verdict, Mode mode, @Nullable Reason halt, @Nullable Outcome outcome) {
        return switch (verdict) {
            case Verdict.Unmanaged _ -> throw new IllegalArgumentException(facet + " is not managed");
            case Verdict.Compliant _ -> new Finding(facet, FacetState.Compliant, Reason.NoDrift, List.of(), "");
            case Verdict.Unreadable(var reason, var message) ->
                new Finding(facet, FacetState.Unknown, reason, List.of(), message);
            case Verdict.Drifted drifted -> drifted(facet, drifted, mode, halt, outcome);
        };
    }

    private static Finding drifted(
            String facet, Verdict.Drifted drifted, Mode mode, @Nullable Reason halt, @Nullable Outcome outcome) {
        var advice = advice(drifted);
        if (halt != null) {
            return new Finding(facet, FacetState.Contended, halt, drifted.drifts(), haltMessage(halt));
        }
        if (outcome instanceof Outcome.Refused(var why)) {
            return new Finding(facet, FacetState.Failed, Reason.RemediationFailed, drifted.drifts(), why);
        }
        if (outcome instanceof Outcome.Written) {
            return new Finding(
                    facet,
                    FacetState.Remediated,
                    Reason.Remediating,
                    drifted.drifts(),
                    join("Written; being verified.", advice));
        }
        if (!onlyManual(drifted)) {
            return new Finding(
                    facet,
                    FacetState.Drifted,
                    Reason.DriftDetected,
                    drifted.drifts(),
                    join("Audit: nothing is written.", advice));
        }
        var state = compensated(drifted) ? FacetState.Compensated : FacetState.ActionRequired;
        var reason = mode == Mode.Audit ? Reason.DriftDetected : Reason.ActionRequired;
        return new Finding(facet, state, reason, drifted.drifts(), advice);
    }

    private static String haltMessage(Reason halt) {
        return (halt == Reason.Contended
                        ? "Another writer keeps reverting it, so writing has stopped. Find out who (CloudTrail) and agree on one owner."
                        : "Three writes in a row did not hold, so writing has stopped. The server may not support the setting.")
                + " One more try follows in half an hour, or now with the annotation bucketwarden.io/reconcile-requested-at.";
    }

    private static boolean onlyManual(Verdict.Drifted drifted) {
        return drifted.remedies().stream().allMatch(Remedy.Manual.class::isInstance);
    }

    private static boolean compensated(Verdict.Drifted drifted) {
        return drifted.remedies().stream().allMatch(r -> r instanceof Remedy.Manual manual && manual.compensated());
    }

    private static String advice(Verdict.Drifted drifted) {
        return drifted.remedies().stream()
                .filter(Remedy.Manual.class::isInstance)
                .map(r -> ((Remedy.Manual) r).instruction())
                .reduce(BucketPass::join)
                .orElse("");
    }

    private static String join(String one, String other) {
        return other.isEmpty() ? one : one + " " + other;
    }
}
