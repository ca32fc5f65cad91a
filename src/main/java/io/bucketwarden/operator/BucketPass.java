package io.bucketwarden.operator;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.operator.records.Records;
import io.bucketwarden.operator.status.Finding;
import io.bucketwarden.posture.Examination;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Outcome;
import io.bucketwarden.posture.Part;
import io.bucketwarden.posture.Plan;
import io.bucketwarden.posture.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final Reverts reverts;
    private final Evidence evidence;

    BucketPass(List<? extends Facet<?, ?>> facets, Records records, Evidence evidence) {
        this.facets = facets;
        this.evidence = evidence;
        this.firstWrites = new FirstWrites(records);
        this.reverts = new Reverts(facets, records);
    }

    /**
     * Looks, and writes what is enforced.
     *
     * @param governed the facets that somebody governs, also who has no duty now; their statements are nobody's leftovers
     * @return findings by the UID of the policy that is responsible for them
     */
    Map<String, List<Finding>> run(
            LiveBucket bucket, List<Duty> duties, Set<String> governed, Convergence convergence, Instant now) {
        var responsible = responsible(
                duties.stream().map(duty -> reverts.hold(bucket, duty)).toList(), governed);
        var verdicts =
                Examination.of(facets, bucket, facet -> judge(facet, responsible.get(facet.name()), bucket, now));
        var asked = asked(responsible);
        var backs = reverts.of(bucket, asked, enforced(responsible, verdicts));
        reverts.mark(bucket, backs, asked, now);
        var halted = new LinkedHashMap<String, Halt>();
        var writable = new LinkedHashMap<String, Verdict>();
        var writers = new LinkedHashMap<Facet<?, ?>, Duty>();
        for (var facet : facets) {
            var verdict = verdicts.get(facet.name());
            var duty = responsible.get(facet.name());
            var back = backs.get(facet.name());
            var wanted = back == null ? repair(verdict, duty) : putBack(back);
            if (wanted.isPresent()) {
                var unproven = back == null && duty != null
                        ? unproven(facet, duty, bucket, convergence)
                        : Optional.<Halt>empty();
                unproven.or(() -> {
                            convergence.takes(facet.name(), calls(facet, wanted.get()));
                            return convergence.drifted(facet, now);
                        })
                        .ifPresentOrElse(why -> halted.put(facet.name(), why), () -> {
                            writable.put(facet.name(), wanted.get());
                            if (back == null && duty != null) {
                                writers.put(facet, duty);
                            }
                        });
            } else if (back == null
                    ? ourPartHolds(verdict)
                    : !(back instanceof Revert.Unread || back instanceof Revert.Unknown)) {
                convergence.held(facet.name());
            }
            if (back != null) {
                convergence.wentOutOfForce(facet.name());
            } else if (ourPartHolds(verdict)) {
                convergence.cameIntoForce(facet.name());
            }
        }
        var unkept = firstWrites.keep(bucket, writers, now);
        writable.keySet().removeAll(unkept.keySet());
        var outcomes = Plan.of(writable, unopposed(responsible, convergence)).run(bucket);
        outcomes.forEach((facet, outcome) -> note(facet, outcome, backs.get(facet), convergence, now));
        outcomes.putAll(unkept);
        var findings = new LinkedHashMap<String, List<Finding>>();
        duties.forEach(duty -> findings.put(duty.policy(), new ArrayList<>()));
        verdicts.forEach((facet, verdict) -> {
            var duty = responsible.get(facet);
            if (duty != null && !(verdict instanceof Verdict.Unmanaged)) {
                var finding = finding(facet, verdict, duty, backs.get(facet), halted.get(facet), outcomes.get(facet));
                findings.computeIfAbsent(duty.policy(), policy -> new ArrayList<>())
                        .add(finding);
            }
        });
        findings.replaceAll((policy, those) -> List.copyOf(those));
        return findings;
    }

    /** Facets whose statements need not spare whom the policy document lets in: they were in force, or it is accepted. */
    private static Set<String> unopposed(Map<String, Duty> responsible, Convergence convergence) {
        var facets = new HashSet<>(convergence.inForce());
        responsible.forEach((facet, duty) -> {
            if (duty.acceptedLockouts().contains(facet)) {
                facets.add(facet);
            }
        });
        return facets;
    }

    /** What was in force goes on to be, whatever the logs say now. */
    private Optional<Halt> unproven(Facet<?, ?> facet, Duty duty, LiveBucket bucket, Convergence convergence) {
        return convergence.inForce().contains(facet.name())
                ? Optional.empty()
                : duty.restriction(facet.name(), bucket.identity())
                        .flatMap(evidence::missing)
                        .map(Halt::of);
    }

    private static Optional<Verdict> repair(@Nullable Verdict verdict, @Nullable Duty duty) {
        return duty != null && duty.enforces() && verdict instanceof Verdict.Drifted drifted && drifted.isWritable()
                ? Optional.of(drifted)
                : Optional.empty();
    }

    private static Set<String> calls(Facet<?, ?> facet, Verdict wanted) {
        return Plan.of(Map.of(facet.name(), wanted)).steps().stream()
                .map(Plan.Step::iamAction)
                .collect(Collectors.toSet());
    }

    private static Optional<Verdict> putBack(Revert revert) {
        return revert instanceof Revert.Due due && due.back().isWritable()
                ? Optional.of(new Verdict.Drifted(List.of(), due.back().remedies()))
                : Optional.empty();
    }

    /** The facets that are to be put back, and who asks for it. */
    private static Map<String, Duty> asked(Map<String, Duty> responsible) {
        var asked = new LinkedHashMap<>(responsible);
        asked.entrySet()
                .removeIf(of ->
                        !of.getValue().enforces() || !of.getValue().reverts().contains(of.getKey()));
        return asked;
    }

    private static Set<String> enforced(Map<String, Duty> responsible, Map<String, Verdict> verdicts) {
        return responsible.entrySet().stream()
                .filter(of ->
                        of.getValue().enforces() && !of.getValue().reverts().contains(of.getKey()))
                .map(Map.Entry::getKey)
                .filter(facet -> !(verdicts.get(facet) instanceof Verdict.Unmanaged
                        || verdicts.get(facet) instanceof Verdict.Exempt))
                .collect(Collectors.toSet());
    }

    private static Finding finding(
            String facet,
            Verdict verdict,
            Duty duty,
            @Nullable Revert back,
            @Nullable Halt halt,
            @Nullable Outcome outcome) {
        if (back != null) {
            return RevertFindings.of(facet, verdict, back, halt, outcome);
        }
        var finding = Findings.of(facet, verdict, duty.mode(), halt, outcome);
        return duty.reverts().contains(facet) && finding.state() != FacetState.Compliant
                ? RevertFindings.audited(finding)
                : finding;
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

    private static void note(
            String facet, Outcome outcome, @Nullable Revert back, Convergence convergence, Instant now) {
        switch (outcome) {
            case Outcome.Written _
            when back instanceof Revert.Due due -> {
                convergence.wrote(facet, now);
                var mayOpen = due.kept().parts().keySet().stream().anyMatch(Part::mayOpen);
                (mayOpen ? LOG.atWarn() : LOG.atInfo())
                        .addKeyValue("facet", facet)
                        .log(
                                "{} is put back to what it was on {}, as the annotation {} asks{}",
                                facet,
                                due.kept().day(),
                                S3BucketPolicy.REVERT,
                                mayOpen ? "; the bucket may be open to the public" : "");
            }
            case Outcome.Written _ -> {
                convergence.wrote(facet, now);
                LOG.atInfo().addKeyValue("facet", facet).log("{} is repaired", facet);
            }
            case Outcome.Refused refused -> {
                convergence.refused(facet, now);
                LOG.atWarn()
                        .addKeyValue("facet", facet)
                        .log("{} is not {}: {}", facet, back == null ? "repaired" : "put back", refused.message());
            }
        }
    }
}
