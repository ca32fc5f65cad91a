package io.bucketwarden.tracking;

import io.bucketwarden.access.impact.EvidenceRule;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketAccessStatus.Preview;
import io.bucketwarden.api.Stamp;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.operator.Evidence;
import io.bucketwarden.posture.facet.Restrictions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What restrictions would have denied, of each bucket, as it was kept last; nothing before it was read once. */
public final class Evidences implements Evidence {

    /** Longer than the longest that passes come apart: what was known then says nothing of the requests since. */
    private static final Duration VALID = Duration.ofDays(1);

    /** @param days against which restrictions are held */
    private record Known(List<Preview> previews, int days, Instant at) {

        boolean isSame(@Nullable Known other) {
            return other != null && previews.equals(other.previews) && days == other.days;
        }
    }

    private final InstantSource clock;
    private final Map<Tracked.Key, Known> known = new ConcurrentHashMap<>();
    private volatile Consumer<BucketId> lookSoon = bucket -> {};

    public Evidences(InstantSource clock) {
        this.clock = clock;
    }

    /** @param hearer hears of buckets of which something else is known than before */
    void onChange(Consumer<BucketId> hearer) {
        lookSoon = hearer;
    }

    void know(Tracked tracked, List<Preview> previews) {
        var now = new Known(List.copyOf(previews), tracked.asked().effectiveEvidenceDays(), clock.instant());
        if (!now.isSame(known.put(tracked.key(), now))
                && tracked.policy().getSpec().requiresEvidence()) {
            lookSoon.accept(tracked.claim().bucket());
        }
    }

    void keepOnly(Set<Tracked.Key> tracked) {
        known.keySet().retainAll(tracked);
    }

    @Override
    public Optional<Missing> missing(Restriction restriction) {
        var facet = restriction.facet();
        var told = known.get(
                new Tracked.Key(restriction.policy(), restriction.bucket().name()));
        var now = clock.instant();
        if (told != null && told.at().plus(VALID).isBefore(now)) {
            return Optional.of(new Missing(
                    Reason.AwaitingEvidence,
                    "Waiting for evidence: the requests since " + Stamp.of(told.at())
                            + " could not be read. The condition Reading of the S3BucketAccess says why."));
        }
        var wanted = Restrictions.candidates(restriction.posture(), restriction.bucket())
                .byFacet()
                .get(facet);
        var preview = told == null || wanted == null
                ? null
                : told.previews().stream()
                        .filter(one ->
                                one.facet().equals(facet) && one.candidate().equals(wanted.fingerprint()))
                        .findFirst()
                        .orElse(null);
        return EvidenceRule.objection(facet, preview, restriction.accepted(), now, told == null ? 0 : told.days())
                .map(objection -> new Missing(
                        objection.kind() == EvidenceRule.Kind.WOULD_DENY ? Reason.WouldDeny : Reason.AwaitingEvidence,
                        objection.message()));
    }
}
