package io.bucketwarden.operator.changes;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.ChangedBy;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import io.bucketwarden.api.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says who changed what: puts the changes that were heard of beside the facets that they explain. Pure.
 *
 * @param known what was known of the bucket before this look; null at the first one
 */
public record Attribution(@Nullable BucketStatus known, NewChanges changes, Instant at) {

    /** A change may be heard of with so much delay and still explain what was found before. */
    public static final Duration LATE = Duration.ofDays(1);

    /** A change may seem to be so much later than what it caused, since clocks differ. */
    public static final Duration AHEAD = Duration.ofSeconds(5);

    /** The same status with who changed each facet that differs, or that cannot be read. */
    public BucketStatus of(BucketStatus next) {
        return next.withFacets(
                next.compliantFacets(), next.facets().stream().map(this::of).toList());
    }

    private FacetStatus of(FacetStatus facet) {
        return switch (facet.state()) {
            case Compliant, Exempt, Reverted, Superseded -> facet;
            case Unknown -> changed(facet, changes.of(facet.name(), Bearing.Tags));
            case Drifted, Remediated, ActionRequired, Compensated, Failed, Contended -> changed(facet, cause(facet));
        };
    }

    private Optional<ChangedBy> cause(FacetStatus facet) {
        var before = known == null
                ? null
                : known.facet(facet.name()).filter(Attribution::isDrifted).orElse(null);
        if (before == null) {
            return changes.of(facet.name(), Bearing.Tags);
        }
        var earlier = Optional.ofNullable(before.changedBy());
        return later(facet, before)
                .filter(found ->
                        earlier.isEmpty() || NewChanges.moment(found).isAfter(NewChanges.moment(earlier.get())))
                .or(() -> earlier);
    }

    /** A change that explains more than the one that was known before. */
    private Optional<ChangedBy> later(FacetStatus facet, FacetStatus before) {
        if (!before.drifts().equals(facet.drifts())) {
            return changes.of(facet.name(), Bearing.Tags);
        }
        if (before.state() == FacetState.Remediated) {
            // Either our write is not to be seen yet, or it was undone by what was heard of since.
            return changes.of(facet.name(), Bearing.Broad);
        }
        var since = Stamp.read(facet.since()).orElse(at);
        return before.changedBy() == null
                ? changes.of(facet.name(), Bearing.Broad, since.minus(LATE), since.plus(AHEAD))
                : Optional.empty();
    }

    private static FacetStatus changed(FacetStatus facet, Optional<ChangedBy> change) {
        return change.map(by -> new FacetStatus(
                        facet.name(), facet.state(), facet.since(), facet.drifts(), message(facet, by), by))
                .orElse(facet);
    }

    /** Whoever has to agree on one owner wants to know with whom. */
    private static @Nullable String message(FacetStatus facet, ChangedBy by) {
        return facet.state() == FacetState.Contended
                ? Objects.requireNonNullElse(facet.message(), "") + " " + by.sentence()
                : facet.message();
    }

    private static boolean isDrifted(FacetStatus facet) {
        return switch (facet.state()) {
            case Drifted, Remediated, ActionRequired, Compensated, Failed, Contended -> true;
            case Compliant, Exempt, Reverted, Superseded, Unknown -> false;
        };
    }
}
