package io.bucketwarden.operator.rules;

import io.bucketwarden.api.AcceptedImpact;
import io.bucketwarden.api.AccessTracking;
import io.bucketwarden.api.AccessTracking.CloudTrail;
import io.bucketwarden.api.AccessTracking.Source;
import io.bucketwarden.api.S3BucketPolicySpec;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rules for the sources of access tracking, and for what waits for its evidence. */
final class TrackingRules {

    private static final int LONGEST_PREFIX = 200;

    static final List<Rule> ALL = List.of(
            new Rule(
                    "accessTracking",
                    TrackingRules::hasLogs,
                    "accessTracking reads the logs that posture.logging declares: declare logging, or choose another"
                            + " source"),
            Rule.of(
                    "accessTracking.cloudTrail",
                    S3BucketPolicySpec::accessTracking,
                    it -> (it.effectiveSource() == Source.CloudTrailLogs) == (it.cloudTrail() != null),
                    "cloudTrail says where the files of source CloudTrailLogs are: write both, or neither"),
            trail(
                    "bucket",
                    it -> it.bucket() != null && it.bucket().matches(TargetRules.NAME),
                    TargetRules.NAME_ADVICE),
            new Rule(
                    "accessTracking.cloudTrail.bucket",
                    TrackingRules::isOfAnotherBucket,
                    "a bucket that receives the files of its own trail is written to because it was read, for ever:"
                            + " let the trail deliver to another bucket"),
            trail(
                    "prefix",
                    it -> it.prefix() == null || it.prefix().length() <= LONGEST_PREFIX,
                    "a prefix has at most " + LONGEST_PREFIX + " characters"),
            within("learningDays", AccessTracking::learningDays, 1, 90),
            within("forgetAfterDays", AccessTracking::forgetAfterDays, 1, 400),
            within("evidenceDays", AccessTracking::evidenceDays, 1, 90),
            within("maxAccessors", AccessTracking::maxAccessors, 10, 500),
            new Rule(
                    "requireEvidence",
                    spec -> !spec.requiresEvidence() || spec.accessTracking() != null,
                    "requireEvidence needs requests to look at: declare accessTracking"),
            impact(
                    it -> it.facet() != null && AcceptedImpact.RESTRICTING.contains(it.facet()),
                    "write secureTransport, networkAccess or accountAccess: the facets that restrict requests"),
            impact(
                    it -> it.requests() != null && it.requests() >= 1,
                    "write how many requests may be lost, at least 1"),
            impact(
                    it -> it.expires() != null && it.expires().matches(ExemptionRules.DAY),
                    "write expires as YYYY-MM-DD in quotes, such as \"2027-03-31\""),
            impact(
                    TrackingRules::ends,
                    "the calendar has no such day: write one that the month has, such as \"2027-02-28\""),
            Rule.of(
                    "acceptedImpact",
                    S3BucketPolicySpec::acceptedImpact,
                    it -> it.stream().map(AcceptedImpact::facet).distinct().count() == it.size(),
                    "write each facet once"),
            new Rule(
                    "acceptedImpact",
                    TrackingRules::isDeclared,
                    "acceptedImpact is about a facet that posture declares: declare the facet, or remove the entry"));

    private TrackingRules() {}

    private static boolean hasLogs(S3BucketPolicySpec spec) {
        return spec.accessTracking() == null
                || spec.accessTracking().effectiveSource() != Source.ServerAccessLogs
                || (spec.posture() != null && spec.posture().logging() != null);
    }

    /** Of a fleet it is not known here which buckets it has. */
    private static boolean isOfAnotherBucket(S3BucketPolicySpec spec) {
        var tracking = spec.accessTracking();
        return tracking == null
                || tracking.cloudTrail() == null
                || spec.bucketName() == null
                || !spec.bucketName().equals(tracking.cloudTrail().bucket());
    }

    private static boolean isDeclared(S3BucketPolicySpec spec) {
        return spec.acceptedImpact() == null
                || spec.posture() == null
                || spec.posture()
                        .declared()
                        .containsAll(spec.acceptedImpact().stream()
                                .map(AcceptedImpact::facet)
                                .toList());
    }

    private static boolean ends(AcceptedImpact accepted) {
        try {
            return accepted.end().getEpochSecond() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Rule trail(String field, Predicate<CloudTrail> holds, String advice) {
        return Rule.of(
                "accessTracking.cloudTrail." + field,
                spec -> spec.accessTracking() == null
                        ? null
                        : spec.accessTracking().cloudTrail(),
                holds,
                advice);
    }

    private static Rule within(String field, Function<AccessTracking, @Nullable Integer> part, int least, int most) {
        return Rule.of(
                "accessTracking." + field,
                spec -> spec.accessTracking() == null ? null : part.apply(spec.accessTracking()),
                it -> it >= least && it <= most,
                "write a number from " + least + " to " + most);
    }

    private static Rule impact(Predicate<AcceptedImpact> holds, String advice) {
        return Rule.of(
                "acceptedImpact",
                S3BucketPolicySpec::acceptedImpact,
                it -> it.stream().allMatch(accepted -> accepted != null && holds.test(accepted)),
                advice);
    }
}
