package io.bucketwarden.report;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What policies do not tell, or not yet. */
final class PolicyGaps {

    private static final List<Condition.Type> TROUBLES =
            List.of(Condition.Type.Stalled, Condition.Type.ChangesUnheard, Condition.Type.RevertRefused);

    private PolicyGaps() {}

    /** Of the policies that may have a say in what is asked for. */
    static List<String> of(List<S3BucketPolicy> policies, Scope scope) {
        return policies.stream()
                .filter(scope::mayInclude)
                .flatMap(policy -> of(policy).stream())
                .toList();
    }

    private static List<String> of(S3BucketPolicy policy) {
        var gaps = new ArrayList<String>();
        var who = "Policy " + Gathering.name(policy);
        var status = policy.getStatus();
        if (policy.isPaused()) {
            gaps.add(who + " is paused: what is shown of its buckets is of before.");
        }
        var spec = policy.getSpec();
        if (spec != null && spec.unreadable() != null) {
            gaps.add(who + " cannot be understood: " + spec.unreadable());
        }
        if (status == null || status.equals(S3BucketPolicyStatus.NONE)) {
            gaps.add(
                    who + " says nothing of its buckets: the operator has not looked at it, or its status is of another"
                            + " version.");
            return gaps;
        }
        if (!Objects.equals(status.observedGeneration(), policy.getMetadata().getGeneration())) {
            gaps.add(who + " was changed after the operator last looked: what is shown is of the policy before that.");
        }
        var summary = status.summary();
        var listed = status.buckets().size();
        if (summary != null && summary.buckets() > listed) {
            gaps.add(who + " has " + Words.count(summary.buckets(), "bucket") + " and lists the " + listed
                    + " worst: of the others it is only known that " + others(summary, status) + ".");
        } else if (Boolean.TRUE.equals(status.bucketsTruncated())) {
            gaps.add(who + " has more buckets than it lists.");
        }
        for (var type : TROUBLES) {
            status.condition(type)
                    .filter(Condition::isTrue)
                    .ifPresent(condition -> gaps.add(who + " is " + words(type) + ": " + condition.message()));
        }
        status.condition(Condition.Type.Accepted)
                .filter(condition -> !condition.isTrue())
                .ifPresent(condition -> gaps.add(who + " is not in force: " + condition.message()));
        return gaps;
    }

    private static String others(S3BucketPolicyStatus.Summary summary, S3BucketPolicyStatus status) {
        var compliant = status.buckets().stream()
                .filter(bucket -> bucket.compliant() == Condition.Status.True)
                .count();
        return Words.number(Math.max(0, summary.compliant() - compliant)) + " of them are as declared";
    }

    private static String words(Condition.Type type) {
        return switch (type) {
            case Stalled -> "stalled";
            case ChangesUnheard -> "not told of changes as they happen";
            default -> "asked to revert what is no facet";
        };
    }
}
