package io.bucketwarden.command.plan;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.command.SideBySide;
import io.bucketwarden.fleet.ListedBucket;
import io.bucketwarden.fleet.Problem;
import io.bucketwarden.operator.Exemptions;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Examination;
import io.bucketwarden.posture.Plan;
import io.bucketwarden.posture.Verdict;
import io.bucketwarden.posture.facet.Facets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the buckets of each policy of a file and looks at them, each policy by itself. */
record PlanLooks(Buckets buckets, SideBySide sideBySide, Instant now) {

    /** One look that is still to be had, or a report that needs none. */
    private record Due(String bucket, Supplier<PlanReport> report) {}

    /** In the order of the policies, and of their buckets by name. */
    List<PlanReport> at(List<S3BucketPolicy> policies) {
        var selectors = policies.stream()
                .flatMap(policy -> Stream.ofNullable(policy.getSpec().bucketSelector()))
                .toList();
        OwnFleets fleets = null;
        String unlisted = null;
        if (!selectors.isEmpty()) {
            try {
                fleets = OwnFleets.list(selectors, buckets, sideBySide);
            } catch (CallFailed e) {
                unlisted = e.text();
            }
        }
        var known = fleets;
        var why = unlisted;
        var due = policies.stream()
                .flatMap(policy -> policy.getSpec().bucketName() != null
                        ? Stream.of(due(
                                policy,
                                policy.getSpec().bucketName(),
                                policy.getSpec().region()))
                        : fleet(policy, known, why))
                .toList();
        return sideBySide.each(due, Due::bucket, it -> it.report().get());
    }

    private Stream<Due> fleet(S3BucketPolicy policy, @Nullable OwnFleets fleets, @Nullable String unlisted) {
        if (fleets == null) {
            return Stream.of(none(policy, "The buckets of your account cannot be listed: " + unlisted));
        }
        var standing = fleets.of(policy.getSpec());
        if (standing.buckets().isEmpty() && standing.undecided().isEmpty()) {
            var selector = Objects.requireNonNull(policy.getSpec().bucketSelector());
            return Stream.of(none(
                    policy,
                    "The selector chooses none of the " + fleets.buckets().size() + " buckets of your account: "
                            + selector.describe() + "."));
        }
        return fleets.buckets().stream()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .flatMap(bucket -> {
                    var undecided = standing.undecided().get(bucket.name());
                    return undecided != null
                            ? Stream.of(undecided(policy, bucket, undecided))
                            : standing.buckets().contains(bucket.name())
                                    ? Stream.of(due(policy, bucket.name(), bucket.region()))
                                    : Stream.empty();
                });
    }

    private static Due none(S3BucketPolicy policy, String message) {
        return new Due("", () -> PlanReport.unknown(name(policy), null, mode(policy), message));
    }

    private static Due undecided(S3BucketPolicy policy, ListedBucket bucket, Problem why) {
        var message = "Whether the selector chooses it is not known: " + why.message();
        return new Due(bucket.name(), () -> PlanReport.unknown(name(policy), bucket.name(), mode(policy), message));
    }

    private Due due(S3BucketPolicy policy, String bucket, @Nullable String region) {
        return new Due(bucket, () -> look(policy, bucket, region));
    }

    private PlanReport look(S3BucketPolicy policy, String name, @Nullable String region) {
        var spec = policy.getSpec();
        try {
            var declared = spec.region();
            var found =
                    declared == null ? region : buckets.locate(name, GrantedAccount.OWN, spec.accountId(), declared);
            if (declared != null && found != null && !declared.equals(found)) {
                var message = Problem.wrongRegion(found, declared).message();
                return PlanReport.unknown(name(policy), name, mode(policy), message);
            }
            var bucket = buckets.open(name, GrantedAccount.OWN, spec.accountId(), found);
            var posture = Objects.requireNonNull(spec.posture());
            // A file out of the cluster brings its status along, which tells whose leftover statements are ours.
            var earlier = spec.effectiveMode() == Mode.Enforce && policy.getStatus() != null
                    ? policy.getStatus().facetStates()
                    : Map.<String, FacetState>of();
            var verdicts = exempted(Examination.of(Facets.ALL, posture, bucket, earlier), spec);
            return PlanReport.of(
                    name(policy),
                    name,
                    spec.effectiveMode(),
                    bucket.identity().region(),
                    verdicts,
                    posture.declared().stream().filter(spec::awaitsEvidence).collect(Collectors.toSet()),
                    Plan.of(verdicts, policy.acceptedLockouts()).preview(bucket));
        } catch (CallFailed e) {
            return PlanReport.unknown(name(policy), name, spec.effectiveMode(), e.text());
        }
    }

    private Map<String, Verdict> exempted(Map<String, Verdict> verdicts, S3BucketPolicySpec spec) {
        var inForce = Exemptions.inForce(spec, now);
        var judged = new LinkedHashMap<String, Verdict>();
        verdicts.forEach((facet, verdict) -> judged.put(
                facet,
                Exemptions.of(facet, inForce)
                        .map(exemption -> Exemptions.apply(exemption, verdict, now))
                        .orElse(verdict)));
        return judged;
    }

    private static Mode mode(S3BucketPolicy policy) {
        return policy.getSpec().effectiveMode();
    }

    private static @Nullable String name(S3BucketPolicy policy) {
        return policy.getMetadata() == null ? null : policy.getMetadata().getName();
    }
}
