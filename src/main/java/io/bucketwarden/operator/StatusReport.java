package io.bucketwarden.operator;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.Summary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the status together from what was and what was found. Pure.
 *
 * @param recalled the previous status with what was known before in place of what could not be read
 */
record StatusReport(
        S3BucketPolicyStatus previous,
        S3BucketPolicyStatus recalled,
        long generation,
        @Nullable String handledRequest,
        Instant at) {

    /** Why a policy says nothing at all of its bucket: it is the business of others. */
    private static final Set<Reason> OF_OTHERS = EnumSet.of(Reason.Conflicted, Reason.NotGranted);

    /** Where the bucket is, as far as it is known. */
    record Place(@Nullable String region, @Nullable String account) {}

    /** A status without a look at the bucket: rejected, paused or unreachable. */
    S3BucketPolicyStatus without(Situation situation, @Nullable S3BucketPolicySpec spec) {
        var buckets = unlookedAt(situation);
        var summary =
                switch (situation) {
                    case Situation.Unreachable _ -> new Summary(1, 0, 0, 1, 0, 0);
                    case Situation.Paused _ -> previous.summary();
                    default -> new Summary(buckets.size(), 0, 0, buckets.size(), 0, 0);
                };
        return settled(new S3BucketPolicyStatus(
                generation,
                spec == null ? null : spec.bucketName(),
                spec == null ? null : spec.effectiveMode(),
                summary,
                buckets,
                false,
                previous.lastCheckTime(),
                handled(situation),
                conditions(situation)));
    }

    /**
     * What is said of the buckets when nobody looked. Their facets stay listed, so that a statement of one that is taken
     * out of the spec meanwhile is still known to be ours.
     */
    private List<BucketStatus> unlookedAt(Situation situation) {
        return switch (situation) {
            case Situation.Paused _ -> previous.buckets();
            case Situation.Rejected rejected when OF_OTHERS.contains(rejected.reason()) -> List.of();
            default -> previous.buckets().stream().map(this::unknown).toList();
        };
    }

    private BucketStatus unknown(BucketStatus bucket) {
        var facets = Stream.concat(
                        bucket.facets().stream(),
                        bucket.compliantFacets().stream().map(FacetStatus::compliant))
                .map(facet -> isUnknown(facet.state())
                        ? facet
                        : new FacetStatus(facet.name(), FacetState.Unknown, now(), List.of(), null, null))
                .toList();
        return new BucketStatus(
                bucket.name(), bucket.region(), bucket.accountId(), Condition.Status.Unknown, List.of(), facets);
    }

    S3BucketPolicyStatus with(Situation.Checked checked, S3BucketPolicySpec spec, Place place) {
        var bucket = bucket(Objects.requireNonNull(spec.bucketName()), checked.findings(), place);
        return settled(new S3BucketPolicyStatus(
                generation,
                spec.bucketName(),
                checked.enforce() ? Mode.Enforce : Mode.Audit,
                summary(bucket, checked.findings()),
                List.of(bucket),
                false,
                now(),
                handled(checked),
                conditions(checked)));
    }

    /** When nothing but the time of the check moved, the old status is the new one, and nothing is written. */
    private S3BucketPolicyStatus settled(S3BucketPolicyStatus next) {
        return next.withLastCheckTime(null).equals(previous.withLastCheckTime(null)) ? previous : next;
    }

    private List<Condition> conditions(Situation situation) {
        return Conditions.of(situation, previous, generation, now());
    }

    private @Nullable String handled(Situation situation) {
        return situation instanceof Situation.Paused ? previous.lastHandledReconcileAt() : handledRequest;
    }

    private BucketStatus bucket(String name, List<Finding> findings, Place place) {
        var compliant = findings.stream()
                .filter(f -> f.state() == FacetState.Compliant)
                .map(Finding::facet)
                .sorted()
                .toList();
        var others = findings.stream()
                .filter(f -> f.state() != FacetState.Compliant)
                .map(f -> facet(name, f))
                .toList();
        return new BucketStatus(name, place.region(), place.account(), verdict(findings), compliant, others);
    }

    private FacetStatus facet(String bucket, Finding finding) {
        var since = listed(isUnknown(finding.state()) ? previous : recalled, bucket, finding.facet())
                .filter(before -> isUnknown(before.state()) == isUnknown(finding.state()))
                .map(FacetStatus::since)
                .orElse(now());
        return new FacetStatus(
                finding.facet(),
                finding.state(),
                since,
                finding.drifts(),
                finding.message().isEmpty() ? null : finding.message(),
                null);
    }

    private static Optional<FacetStatus> listed(S3BucketPolicyStatus status, String bucket, String facet) {
        return status.buckets().stream()
                .filter(b -> b.name().equals(bucket))
                .flatMap(b -> b.facets().stream())
                .filter(f -> f.name().equals(facet))
                .findFirst();
    }

    private static Condition.Status verdict(List<Finding> findings) {
        if (findings.stream().anyMatch(f -> f.state() != FacetState.Compliant && !isUnknown(f.state()))) {
            return Condition.Status.False;
        }
        return findings.stream().anyMatch(f -> isUnknown(f.state())) ? Condition.Status.Unknown : Condition.Status.True;
    }

    private static Summary summary(BucketStatus bucket, List<Finding> findings) {
        var drifts = findings.stream().mapToInt(f -> f.drifts().size()).sum();
        var compliant = bucket.compliant();
        return new Summary(
                1,
                compliant == Condition.Status.True ? 1 : 0,
                compliant == Condition.Status.False ? 1 : 0,
                compliant == Condition.Status.Unknown ? 1 : 0,
                0,
                drifts);
    }

    private static boolean isUnknown(FacetState state) {
        return state == FacetState.Unknown;
    }

    private String now() {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
