package io.bucketwarden.operator;

import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.operator.records.Records;
import io.bucketwarden.operator.records.Records.Knowledge;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Part;
import io.bucketwarden.posture.undo.Kept;
import io.bucketwarden.posture.undo.PutBack;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What it takes to put facets of a bucket back to what was kept of them. */
final class Reverts {

    private static final Logger LOG = LoggerFactory.getLogger(Reverts.class);

    private final List<? extends Facet<?, ?>> facets;
    private final Records records;

    Reverts(List<? extends Facet<?, ?>> facets, Records records) {
        this.facets = facets;
        this.records = records;
    }

    /**
     * Judges each facet that is to be put back.
     *
     * @param asked those facets, and who asks
     * @param enforced the facets that are enforced meanwhile
     */
    Map<String, Revert> of(LiveBucket bucket, Map<String, Duty> asked, Set<String> enforced) {
        var reverts = new LinkedHashMap<String, Revert>();
        asked.forEach((facet, duty) -> {
            var said = duty.reverted().get(facet);
            if (said != null) {
                reverts.put(facet, new Revert.Done(said));
            }
        });
        if (reverts.size() == asked.size()) {
            return reverts;
        }
        Map<String, Kept> kept;
        try {
            kept = records.of(FirstWrites.id(bucket));
        } catch (CallFailed e) {
            asked.keySet().forEach(facet -> reverts.putIfAbsent(facet, new Revert.Unread(e)));
            return reverts;
        }
        var together = Kept.together(kept.entrySet().stream()
                .filter(entry -> asked.containsKey(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        var taken = PutBack.writtenBy(facets, enforced);
        for (var facet : facets) {
            if (asked.containsKey(facet.name()) && !reverts.containsKey(facet.name())) {
                var entry = together.get(facet.name());
                reverts.put(facet.name(), entry == null ? new Revert.Nothing() : due(facet, entry, taken, bucket));
            }
        }
        return reverts;
    }

    /** The duty with what is held although its wish cannot be understood: all that was put back, or may have been. */
    Duty hold(LiveBucket bucket, Duty duty) {
        if (!duty.slip() || !duty.enforces()) {
            return duty;
        }
        var id = FirstWrites.id(bucket);
        try {
            if (known(id, duty.governs(), Knowledge.NotAsked).findAny().isPresent()) {
                records.recall(id);
            }
        } catch (CallFailed e) {
            return duty.alsoReverting(duty.governs());
        }
        return duty.alsoReverting(known(id, duty.governs(), Knowledge.PutBack).collect(Collectors.toSet()));
    }

    /** Marks what is found to be put back, so that it is never put back again whatever this process, or the status, forgets. */
    void mark(LiveBucket bucket, Map<String, Revert> reverts, Map<String, Duty> asked, Instant now) {
        var id = FirstWrites.id(bucket);
        var marks = new LinkedHashMap<String, Kept.Reverted>();
        asked.forEach((facet, duty) -> {
            var known = records.known(id, facet);
            if ((known == Knowledge.Kept || known == Knowledge.NotAsked)
                    && Objects.requireNonNull(reverts.get(facet)).isDone()) {
                marks.put(facet, new Kept.Reverted(now, duty.policy()));
            }
        });
        if (marks.isEmpty()) {
            return;
        }
        try {
            records.mark(id, marks);
        } catch (CallFailed e) {
            LOG.warn(
                    "That {} is put back could not be noted down, and is tried again: {}",
                    String.join(", ", marks.keySet()),
                    e.text());
        }
    }

    private Stream<String> known(BucketId id, Set<String> facets, Knowledge knowledge) {
        return facets.stream().filter(facet -> records.known(id, facet) == knowledge);
    }

    private static Revert due(Facet<?, ?> facet, Kept kept, Map<Part, String> taken, LiveBucket bucket) {
        if (kept.reverted() != null) {
            return new Revert.Done(RevertFindings.before(kept, kept.reverted()));
        }
        try {
            return new Revert.Due(kept, PutBack.of(facet, kept, taken, bucket));
        } catch (CallFailed e) {
            return new Revert.Unknown(e);
        }
    }
}
