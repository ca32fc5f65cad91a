package io.bucketwarden.posture;

import io.bucketwarden.api.Reason;
import io.bucketwarden.iam.PublicPolicy;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.preflight.Preflight.Cleared;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The one write of the policy document that carries the statements of all facets. S3 has no conditional write, so it
 * merges into the document as it is right then, and makes sure that this one is still there before it writes. A facet
 * whose statements may not be written is left out, and keeps no other from being written.
 */
final class PolicyWrite {

    /** Somebody who writes so often must be let be; the next look tries again. */
    private static final int MERGES = 5;

    private final Set<String> unopposed;
    private final Map<String, StatementChange> changes = new LinkedHashMap<>();

    /** @param unopposed facets whose statements need not spare whom the document lets in */
    PolicyWrite(Set<String> unopposed) {
        this.unopposed = unopposed;
    }

    void put(String facet, Statement statement) {
        change(facet).put().add(statement);
    }

    void drop(String facet, String sid) {
        change(facet).drop().add(sid);
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    Set<String> facets() {
        return changes.keySet();
    }

    String description() {
        var names = new TreeSet<String>();
        changes.values().forEach(change -> {
            change.put().forEach(statement -> names.add("+" + statement.sid().orElse("")));
            change.drop().forEach(sid -> names.add("-" + sid));
        });
        return "PutBucketPolicy: " + String.join(" ", names);
    }

    /** What would come of it with the document as it was read. */
    Merge preview(LiveBucket bucket) {
        return Merge.of(changes, unopposed, bucket.policyDocument(), WhoDepends.on(bucket, changes.values()));
    }

    Map<String, Outcome> run(LiveBucket bucket) {
        var outcomes = new LinkedHashMap<String, Outcome>();
        try {
            bucket.write(facets(), "PutBucketPolicy", "s3:PutBucketPolicy", () -> {
                outcomes.clear();
                outcomes.putAll(merge(bucket));
            });
        } catch (CallFailed e) {
            changes.keySet().forEach(facet -> outcomes.putIfAbsent(facet, Outcome.of(e)));
        }
        return outcomes;
    }

    private Map<String, Outcome> merge(LiveBucket bucket) {
        var who = WhoDepends.on(bucket.again(), changes.values());
        for (int i = 0; i < MERGES; i++) {
            var read = bucket.again().policyDocument();
            var merge = Merge.of(changes, unopposed, read, who);
            if (merge.cleared() == null) {
                return new LinkedHashMap<>(merge.refusals());
            }
            if (read.toJson().equals(bucket.again().policyDocument().toJson())) {
                send(bucket, merge.cleared());
                var outcomes = new LinkedHashMap<String, Outcome>(merge.refusals());
                changes.keySet().forEach(facet -> outcomes.putIfAbsent(facet, new Outcome.Written()));
                return outcomes;
            }
        }
        throw new CallFailed(
                Reason.CheckFailed,
                "Not written: somebody else kept changing the policy document while our statements were merged into it. It is"
                        + " tried again.");
    }

    private static void send(LiveBucket bucket, Cleared cleared) {
        var identity = bucket.identity();
        var next = cleared.document();
        if (next.isEmpty()) {
            delete(bucket);
            return;
        }
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

    private static void delete(LiveBucket bucket) {
        var identity = bucket.identity();
        try {
            bucket.s3()
                    .deleteBucketPolicy(r -> r.bucket(identity.name()).expectedBucketOwner(identity.expectedOwner()));
        } catch (SdkException e) {
            if (e instanceof S3Exception answer && answer.statusCode() == 409) {
                throw e;
            }
            throw AwsFailure.explain(e, "DeleteBucketPolicy", "s3:DeleteBucketPolicy", identity);
        }
    }

    private StatementChange change(String facet) {
        return changes.computeIfAbsent(facet, f -> new StatementChange(new ArrayList<>(), new HashSet<>()));
    }
}
