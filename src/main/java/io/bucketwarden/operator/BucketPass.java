package io.bucketwarden.operator;

import io.bucketwarden.posture.Examination;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Outcome;
import io.bucketwarden.posture.Plan;
import io.bucketwarden.posture.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass over one bucket for all policies that have a say: look, plan, write what is enforced, and say what was found.
 * Statements of all facets fold into one write, whichever policies they are from.
 */
final class BucketPass {

    private static final Logger LOG = LoggerFactory.getLogger(BucketPass.class);

    private final List<? extends Facet<?, ?>> facets;
    private final FirstWrites firstWrites;

    BucketPass(List<? extends Facet<?, ?>> facets, Records records) {
        this.facets = facets;
        this.firstWrites = new FirstWrites(records);
    }

    /**
     * Looks, and writes what is enforced.
     *
     * @param governed the facets that somebody governs, also who has no duty now; their statements are nobody's leftovers
     * @return findings by the UID of the policy that is responsible for them
     */
    Map<String, List<Finding>> run(
            LiveBucket bucket, List<Duty> duties, Set<String> governed, Convergence convergence, Instant now) {
        var responsible = responsible(duties, governed);
        var verdicts =
                Examination.of(facets, bucket, facet -> judge(facet, responsible.get(facet.name()), bucket, now));
        var halted = new LinkedHashMap<String, Halt>();
        var writable = new LinkedHashMap<String, Verdict>();
        var writers = new LinkedHashMap<Facet<?, ?>, Duty>();
        for (var facet : facets) {
            var verdict = verdicts.get(facet.name());
            var duty = responsible.get(facet.name());
            if (duty != null && duty.enforces() && verdict instanceof Verdict.Drifted drifted && drifted.isWritable()) {
                convergence.drifted(facet, now).ifPresentOrElse(why -> halted.put(facet.name(), why), () -> {
                    writable.put(facet.name(), verdict);
                    writers.put(facet, duty);
                });
            } else if (ourPartHolds(verdict)) {
                convergence.held(facet.name());
            }
        }
        var unkept = firstWrites.keep(bucket, writers, now);
        writable.keySet().removeAll(unkept.keySet());
        var outcomes = Plan.of(writable, convergence.inForce()).run(bucket);
        outcomes.forEach((facet, outcome) -> note(facet, outcome, convergence, now));
        outcomes.putAll(unkept);
        var findings = new LinkedHashMap<String, List<Finding>>();
        duties.forEach(duty -> findings.put(duty.policy(), new ArrayList<>()));
        verdicts.forEach((facet, verdict) -> {
            var duty = responsible.get(facet);
            if (duty != null && !(verdict instanceof Verdict.Unmanaged)) {
                var finding = Findings.of(facet, verdict, duty.mode(), halted.get(facet), outcomes.get(facet));
                findings.computeIfAbsent(duty.policy(), policy -> new ArrayList<>())
                        .add(finding);
            }
        });
        findings.replaceAll((policy, those) -> List.copyOf(those));
        return findings;
    }

    /** Who is responsible for each facet: who governs it, else an enforcing policy that did and may have left a statement. */
    private Map<String, Duty> responsible(List<Duty> duties, Set<String> governed) {
        var responsible = new LinkedHashMap<String, Duty>();
        for (var facet : facets) {
            duties.stream()
                    .filter(duty -> duty.governs().contains(facet.name()))
                    .findFirst()
                    .or(() -> governed.contains(facet.name()) ? Optional.empty() : leaver(facet, duties))
                    .ifPresent(duty -> responsible.put(facet.name(), duty));
        }
        return responsible;
    }

    private static Optional<Duty> leaver(Facet<?, ?> facet, List<Duty> duties) {
        return duties.stream()
                .filter(duty -> duty.enforces()
                        && !duty.posture().declared().contains(facet.name())
                        && duty.earlier().containsKey(facet.name()))
                .findFirst();
    }

    private static Verdict judge(Facet<?, ?> facet, @Nullable Duty duty, LiveBucket bucket, Instant now) {
        if (duty == null) {
            return new Verdict.Unmanaged();
        }
        if (!duty.governs().contains(facet.name())) {
            return Examination.leftover(facet, bucket, duty.earlier().get(facet.name()));
        }
        var verdict = facet.examine(duty.posture(), bucket);
        return Exemptions.of(facet.name(), duty.exemptions())
                .map(exemption -> Exemptions.apply(exemption, verdict, now))
                .orElse(verdict);
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
            case Outcome.Refused refused -> {
                convergence.refused(facet, now);
                LOG.atWarn().addKeyValue("facet", facet).log("{} is not repaired: {}", facet, refused.message());
            }
        }
    }
}
