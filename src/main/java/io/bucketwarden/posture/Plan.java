package io.bucketwarden.posture;

import io.bucketwarden.posture.preflight.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** All writes for one bucket, in order. Statements of all facets fold into one write of the policy document. */
public final class Plan {

    /** One S3 call, the facets it serves, and what becomes of each of them when it is made. */
    public record Step(
            Set<String> facets, String description, String iamAction, Function<LiveBucket, Map<String, Outcome>> run) {}

    private final List<Step> steps;
    private final PolicyWrite policy;

    private Plan(List<Step> steps, PolicyWrite policy) {
        this.steps = List.copyOf(steps);
        this.policy = policy;
    }

    /** The plan for verdicts by facet name, in the order of the facets. */
    public static Plan of(Map<String, Verdict> verdicts) {
        return of(verdicts, Set.of());
    }

    /**
     * The same with what is known of statements that are missing now.
     *
     * @param unopposed facets whose statements need not spare whom the document lets in: they were in force, or it is
     *     accepted
     */
    public static Plan of(Map<String, Verdict> verdicts, Set<String> unopposed) {
        return of(verdicts, unopposed, Set.of());
    }

    /** The same without the statements of facets for which they would be {@link Preview#refusals refused}. */
    public static Plan without(Set<String> refused, Map<String, Verdict> verdicts) {
        return of(verdicts, Set.of(), refused);
    }

    private static Plan of(Map<String, Verdict> verdicts, Set<String> unopposed, Set<String> refused) {
        var writes = new LinkedHashMap<String, Remedy.Write>();
        var served = new LinkedHashMap<String, Set<String>>();
        var policy = new PolicyWrite(unopposed);
        verdicts.forEach((facet, verdict) -> {
            if (verdict instanceof Verdict.Drifted drifted) {
                for (var remedy : drifted.remedies()) {
                    switch (remedy) {
                        case Remedy.Write write -> {
                            writes.putIfAbsent(write.description(), write);
                            served.computeIfAbsent(write.description(), w -> new TreeSet<>())
                                    .add(facet);
                        }
                        case Remedy.PutStatement put
                        when !refused.contains(facet) -> policy.put(facet, put.statement());
                        case Remedy.DropStatement drop when !refused.contains(facet) -> policy.drop(facet, drop.sid());
                        case Remedy.PutStatement _, Remedy.DropStatement _, Remedy.Manual _ -> {}
                    }
                }
            }
        });
        var steps = new ArrayList<Step>();
        writes.values().stream()
                .sorted(Comparator.comparingInt(Remedy.Write::order))
                .forEach(write -> steps.add(step(write, served)));
        if (!policy.isEmpty()) {
            // Last: a wrong network may shut us out.
            steps.add(new Step(policy.facets(), policy.description(), "s3:PutBucketPolicy", policy::run));
        }
        return new Plan(steps, policy);
    }

    public List<Step> steps() {
        return steps;
    }

    /**
     * What would become of the policy document.
     *
     * @param refusals why statements of a facet would not be written, by facet
     * @param effects what those that would be, and those that are refused because of it, change for whom
     */
    public record Preview(Map<String, String> refusals, List<Effect> effects) {}

    /** Reads what there is to read, and writes nothing. */
    public Preview preview(LiveBucket bucket) {
        if (policy.isEmpty()) {
            return new Preview(Map.of(), List.of());
        }
        var merge = policy.preview(bucket);
        var refusals = new LinkedHashMap<String, String>();
        merge.refusals().forEach((facet, refused) -> refusals.put(facet, refused.message()));
        return new Preview(refusals, merge.effects());
    }

    /** Runs every step; one that is refused stops no other. A facet with one refused step counts as refused. */
    public Map<String, Outcome> run(LiveBucket bucket) {
        var outcomes = new LinkedHashMap<String, Outcome>();
        for (var step : steps) {
            step.run()
                    .apply(bucket)
                    .forEach((facet, outcome) -> outcomes.merge(
                            facet, outcome, (earlier, later) -> earlier instanceof Outcome.Refused ? earlier : later));
        }
        return outcomes;
    }

    private static Step step(Remedy.Write write, Map<String, Set<String>> served) {
        var facets = Objects.requireNonNull(served.get(write.description()));
        return new Step(facets, write.description(), write.iamAction(), bucket -> run(write, facets, bucket));
    }

    private static Map<String, Outcome> run(Remedy.Write write, Set<String> facets, LiveBucket bucket) {
        Outcome outcome;
        try {
            bucket.write(
                    facets,
                    write.description(),
                    write.iamAction(),
                    () -> write.call().accept(bucket));
            outcome = new Outcome.Written();
        } catch (CallFailed e) {
            outcome = Outcome.of(e);
        }
        var outcomes = new LinkedHashMap<String, Outcome>();
        for (var facet : facets) {
            outcomes.put(facet, outcome);
        }
        return outcomes;
    }
}
