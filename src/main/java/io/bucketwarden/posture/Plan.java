package io.bucketwarden.posture;

import io.bucketwarden.api.Reason;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.PublicPolicy;
import io.bucketwarden.iam.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** All writes for one bucket, in order. Statements of all facets fold into one write of the policy document. */
public final class Plan {

    /** One S3 call and the facets it serves. */
    public record Step(Set<String> facets, String description, String iamAction, Consumer<LiveBucket> call) {}

    private final List<Step> steps;

    private Plan(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** The plan for verdicts by facet name, in the order of the facets. */
    public static Plan of(Map<String, Verdict> verdicts) {
        var writes = new LinkedHashMap<String, Step>();
        var put = new ArrayList<Statement>();
        var drop = new HashSet<String>();
        var policyFacets = new TreeSet<String>();
        verdicts.forEach((facet, verdict) -> {
            if (!(verdict instanceof Verdict.Drifted drifted)) {
                return;
            }
            for (var remedy : drifted.remedies()) {
                switch (remedy) {
                    case Remedy.Write write -> writes.merge(write.description(), step(facet, write), Plan::shared);
                    case Remedy.PutStatement statement -> {
                        put.add(statement.statement());
                        policyFacets.add(facet);
                    }
                    case Remedy.DropStatement statement -> {
                        drop.add(statement.sid());
                        policyFacets.add(facet);
                    }
                    case Remedy.Manual _ -> {}
                }
            }
        });
        var steps = new ArrayList<>(writes.values());
        if (!policyFacets.isEmpty()) {
            steps.add(policyStep(policyFacets, put, drop));
        }
        return new Plan(steps);
    }

    public List<Step> steps() {
        return steps;
    }

    /** Runs every step; one that is refused stops no other. */
    public Map<String, Outcome> run(LiveBucket bucket) {
        var outcomes = new LinkedHashMap<String, Outcome>();
        for (var step : steps) {
            var outcome = run(step, bucket);
            for (var facet : step.facets()) {
                outcomes.merge(
                        facet, outcome, (earlier, later) -> earlier instanceof Outcome.Refused ? earlier : later);
            }
        }
        return outcomes;
    }

    private static Outcome run(Step step, LiveBucket bucket) {
        try {
            bucket.write(step.description(), step.iamAction(), () -> step.call().accept(bucket));
            return new Outcome.Written();
        } catch (CallFailed e) {
            return new Outcome.Refused(e.text());
        }
    }

    private static Step step(String facet, Remedy.Write write) {
        return new Step(Set.of(facet), write.description(), write.iamAction(), write.call());
    }

    private static Step shared(Step one, Step other) {
        var facets = new TreeSet<>(one.facets());
        facets.addAll(other.facets());
        return new Step(facets, one.description(), one.iamAction(), one.call());
    }

    private static Step policyStep(Set<String> facets, List<Statement> put, Set<String> drop) {
        var names = new TreeSet<String>();
        put.forEach(statement -> names.add("+" + statement.sid().orElse("")));
        drop.forEach(sid -> names.add("-" + sid));
        return new Step(
                facets,
                "PutBucketPolicy: " + String.join(" ", names),
                "s3:PutBucketPolicy",
                bucket -> writePolicy(bucket, put, drop));
    }

    /** Merges into the document as it is right now: S3 has no conditional write, so the gap is kept short. */
    private static void writePolicy(LiveBucket bucket, List<Statement> put, Set<String> drop) {
        var now = bucket.policyDocumentNow();
        var next = now.with(put, drop);
        var identity = bucket.identity();
        if (next.isEmpty()) {
            bucket.s3()
                    .deleteBucketPolicy(r -> r.bucket(identity.name()).expectedBucketOwner(identity.expectedOwner()));
            return;
        }
        if (next.sizeInBytes() > PolicyDocument.MAX_BYTES) {
            throw new CallFailed(
                    Reason.RemediationFailed,
                    "The policy document would have " + next.sizeInBytes() + " bytes, and S3 stores at most "
                            + PolicyDocument.MAX_BYTES
                            + ". Shorten the lists of this policy, or statements of others.");
        }
        Lockout.refusal(now, next, identity).ifPresent(why -> {
            throw new CallFailed(Reason.RemediationFailed, why);
        });
        try {
            bucket.s3()
                    .putBucketPolicy(r -> r.bucket(identity.name())
                            .expectedBucketOwner(identity.expectedOwner())
                            .policy(next.toJson()));
        } catch (S3Exception e) {
            if (e.statusCode() == 403 && !PublicPolicy.publicStatements(next).isEmpty()) {
                throw new CallFailed(
                        Reason.RemediationFailed,
                        "PutBucketPolicy is denied. The document holds a public statement of somebody else, and S3 refuses"
                                + " every such document while the block settings are on: remove or narrow that statement."
                                + " If none is public to S3, allow s3:PutBucketPolicy on " + identity.arn() + ".",
                        e);
            }
            throw e;
        }
    }
}
