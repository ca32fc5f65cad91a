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
import io.bucketwarden.posture.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** @param earlier what this policy said of its facets before this pass */
    List<Finding> run(
            LiveBucket bucket,
            Posture posture,
            Mode mode,
            Map<String, FacetState> earlier,
            Convergence convergence,
            Instant now) {
        var enforce = mode == Mode.Enforce;
        var verdicts = Examination.of(facets, posture, bucket, enforce ? earlier : Map.of());
        var halted = new LinkedHashMap<String, Reason>();
        var writable = new LinkedHashMap<String, Verdict>();
        for (var facet : facets) {
            var verdict = verdicts.get(facet.name());
            if (enforce && verdict instanceof Verdict.Drifted drifted && drifted.isWritable()) {
                convergence
                        .drifted(facet, now)
                        .ifPresentOrElse(
                                why -> halted.put(facet.name(), why), () -> writable.put(facet.name(), verdict));
            } else if (ourPartHolds(verdict)) {
                convergence.held(facet.name());
            }
        }
        var outcomes = Plan.of(writable).run(bucket);
        outcomes.forEach((facet, outcome) -> note(facet, outcome, convergence, now));
        return verdicts.entrySet().stream()
                .filter(verdict -> !(verdict.getValue() instanceof Verdict.Unmanaged))
                .map(verdict -> Findings.of(
                        verdict.getKey(),
                        verdict.getValue(),
                        mode,
                        halted.get(verdict.getKey()),
                        outcomes.get(verdict.getKey())))
                .toList();
    }

    /** What only a person can do does not make our own part fail to hold. */
    private static boolean ourPartHolds(@Nullable Verdict verdict) {
        return verdict instanceof Verdict.Compliant
                || (verdict instanceof Verdict.Drifted drifted
                        && !drifted.isWritable()
                        && drifted.unread().isEmpty());
    }

    private static void note(String facet, Outcome outcome, Convergence convergence, Instant now) {
        switch (outcome) {
            case Outcome.Written _ -> {
                convergence.wrote(facet, now);
                LOG.atInfo().addKeyValue("facet", facet).log("{} is repaired", facet);
            }
            case Outcome.Refused refused ->
                LOG.atWarn().addKeyValue("facet", facet).log("{} is not repaired: {}", facet, refused.message());
        }
    }
}
