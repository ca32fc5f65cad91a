package io.bucketwarden.posture;

import io.bucketwarden.api.Reason;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.PublicPolicy;
import io.bucketwarden.iam.Refusals;
import io.bucketwarden.iam.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The one write of the policy document that carries the statements of all facets. It merges into the document as it is
 * right then: S3 has no conditional write, so the gap is kept short. A facet whose statements may not be written is left
 * out, and keeps no other from being written.
 */
final class PolicyWrite {

    /** What one facet wants of the document. */
    private record Change(List<Statement> put, Set<String> drop) {}

    private final Map<String, Change> changes = new LinkedHashMap<>();

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

    /** Why statements of a facet would not be written into the document as it was read, by facet. */
    Map<String, String> refusals(LiveBucket bucket) {
        var refusals = new LinkedHashMap<String, String>();
        merged(bucket.policyDocument(), bucket, refusals);
        return refusals;
    }

    Map<String, Outcome> run(LiveBucket bucket) {
        var outcomes = new LinkedHashMap<String, Outcome>();
        try {
            bucket.write(facets(), "PutBucketPolicy", "s3:PutBucketPolicy", () -> merge(bucket, outcomes));
        } catch (CallFailed e) {
            changes.keySet().forEach(facet -> outcomes.putIfAbsent(facet, Outcome.of(e)));
        }
        return outcomes;
    }

    private void merge(LiveBucket bucket, Map<String, Outcome> outcomes) {
        outcomes.clear();
        var refusals = new LinkedHashMap<String, String>();
        var next = merged(bucket.again().policyDocument(), bucket, refusals);
        refusals.forEach((facet, why) -> outcomes.put(facet, new Outcome.Refused(Reason.RemediationFailed, why)));
        if (outcomes.size() < changes.size()) {
            send(bucket, next);
            changes.keySet().forEach(facet -> outcomes.putIfAbsent(facet, new Outcome.Written()));
        }
    }

    /** The document with all changes that may be made; the others are told in {@code refusals}. */
    private PolicyDocument merged(PolicyDocument now, LiveBucket bucket, Map<String, String> refusals) {
        var next = now;
        for (var change : changes.entrySet()) {
            var with = next.with(change.getValue().put(), change.getValue().drop());
            var refusal = refusal(now, with, bucket);
            if (refusal.isPresent()) {
                refusals.put(change.getKey(), refusal.get());
            } else {
                next = with;
            }
        }
        return next;
    }

    private static Optional<String> refusal(PolicyDocument now, PolicyDocument next, LiveBucket bucket) {
        var identity = bucket.identity();
        return Refusals.told(now, next, new Refusals.Bucket(identity.partition(), identity.arn(), bucket.onAws()))
                .or(() -> Lockout.refusal(now, next, identity));
    }

    private static void send(LiveBucket bucket, PolicyDocument next) {
        var identity = bucket.identity();
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

    private Change change(String facet) {
        return changes.computeIfAbsent(facet, f -> new Change(new ArrayList<>(), new HashSet<>()));
    }
}
