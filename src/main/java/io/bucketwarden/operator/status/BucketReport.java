package io.bucketwarden.operator.status;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import io.bucketwarden.api.Stamp;
import io.bucketwarden.events.ChangeEvent;
import io.bucketwarden.fleet.Claim;
import io.bucketwarden.fleet.Rank;
import io.bucketwarden.operator.changes.Attribution;
import io.bucketwarden.operator.changes.ExposureWindows;
import io.bucketwarden.operator.changes.NewChanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is said of one bucket together from what was said and what was found. Pure.
 *
 * @param previous what was said before; null at the first look
 * @param known the same with what was known in place of what could not be read
 */
public record BucketReport(
        String bucket,
        @Nullable BucketStatus previous,
        @Nullable BucketStatus known,
        Instant at) {

    /** Where the bucket is, as far as it is known. */
    public record Place(@Nullable String region, @Nullable String account) {}

    /**
     * After a look.
     *
     * @param events of others that succeeded, since the last look, in the order in which they came
     */
    public BucketStatus looked(
            List<Finding> findings,
            Place place,
            List<Exposure> exposure,
            List<FacetStatus> superseded,
            List<ChangeEvent> events) {
        var compliant = findings.stream()
                .filter(f -> f.state() == FacetState.Compliant)
                .map(Finding::facet)
                .sorted()
                .toList();
        var others = Stream.concat(
                        findings.stream()
                                .filter(f -> f.state() != FacetState.Compliant)
                                .map(this::facet),
                        superseded.stream())
                .toList();
        var found = new BucketStatus(
                bucket, place.region(), place.account(), verdict(findings, others), null, compliant, others, exposure);
        var inPart = findings.stream()
                .anyMatch(finding -> finding.facet().equals(ExposureWindows.PUBLIC) && finding.inPart());
        return withHistory(found, !inPart, events);
    }

    private BucketStatus withHistory(BucketStatus next, boolean inFull, List<ChangeEvent> events) {
        var changes = NewChanges.of(previous, events, at);
        return new Attribution(known, changes, at)
                .of(next)
                .withHistory(
                        changes.and(previous == null ? List.of() : previous.lastChanges()),
                        new ExposureWindows(known, changes, at).of(next, inFull));
    }

    /**
     * When there could be no look. The facets stay listed, so that a statement of one that is taken out of the spec
     * meanwhile is still known to be ours.
     */
    public BucketStatus unlooked(@Nullable String message) {
        return unlooked(message, List.of());
    }

    /** The same, with what was heard of since the last look. */
    public BucketStatus unlooked(@Nullable String message, List<ChangeEvent> events) {
        var facets = previous == null
                ? List.<FacetStatus>of()
                : Stream.concat(
                                previous.facets().stream(),
                                previous.compliantFacets().stream().map(FacetStatus::compliant))
                        .map(facet -> isUnknown(facet.state())
                                ? facet
                                : new FacetStatus(facet.name(), FacetState.Unknown, now(), List.of(), null, null))
                        .toList();
        var unknown = new BucketStatus(
                bucket,
                previous == null ? null : previous.region(),
                previous == null ? null : previous.accountId(),
                Condition.Status.Unknown,
                message,
                List.of(),
                facets,
                List.of());
        return withHistory(unknown, false, events);
    }

    /** The facets that a policy declares and others govern. */
    public static List<FacetStatus> superseded(Claim loser) {
        return loser.superseded().entrySet().stream()
                .map(winner -> new FacetStatus(
                        winner.getKey(),
                        FacetState.Superseded,
                        null,
                        List.of(),
                        Rank.describe(winner.getValue(), loser) + " governs it.",
                        null))
                .toList();
    }

    /** The status with what was known before in place of what cannot be read now. */
    public static BucketStatus recall(BucketStatus status, @Nullable BucketStatus known) {
        if (known == null || status.facets().stream().noneMatch(facet -> isUnknown(facet.state()))) {
            return status;
        }
        var compliant = new ArrayList<>(status.compliantFacets());
        var others = new ArrayList<FacetStatus>();
        for (var facet : status.facets()) {
            if (isUnknown(facet.state()) && known.compliantFacets().contains(facet.name())) {
                compliant.add(facet.name());
            } else {
                others.add(isUnknown(facet.state()) ? known.facet(facet.name()).orElse(facet) : facet);
            }
        }
        return status.withFacets(compliant, others);
    }

    private FacetStatus facet(Finding finding) {
        var since = Optional.ofNullable(isUnknown(finding.state()) ? previous : known)
                .flatMap(before -> before.facet(finding.facet()))
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

    private static Condition.Status verdict(List<Finding> findings, List<FacetStatus> others) {
        if (findings.isEmpty() && !others.isEmpty()) {
            // Others govern all of it, so nothing is known here.
            return Condition.Status.Unknown;
        }
        if (findings.stream().anyMatch(f -> !f.isFine() && !isUnknown(f.state()))) {
            return Condition.Status.False;
        }
        return findings.stream().anyMatch(f -> isUnknown(f.state())) ? Condition.Status.Unknown : Condition.Status.True;
    }

    private static boolean isUnknown(FacetState state) {
        return state == FacetState.Unknown;
    }

    private String now() {
        return Stamp.of(at);
    }
}
