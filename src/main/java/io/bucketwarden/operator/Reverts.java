package io.bucketwarden.operator;

import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.undo.Kept;
import io.bucketwarden.posture.undo.Part;
import io.bucketwarden.posture.undo.PutBack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What it takes to put facets of a bucket back to what was kept of them. */
final class Reverts {

    /** How one facet that is asked to be put back stands. */
    sealed interface Revert {

        /** It was put back before; nothing is written however it differs. {@code message}: what was said then. */
        record Done(String message) implements Revert {}

        /** Nothing was kept of it. */
        record Nothing() implements Revert {}

        /** What was kept, or the bucket, cannot be read. */
        record Unknown(CallFailed why) implements Revert {}

        record Due(Kept kept, PutBack back) implements Revert {}
    }

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
            asked.keySet().forEach(facet -> reverts.putIfAbsent(facet, new Revert.Unknown(e)));
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

    private static Revert due(Facet<?, ?> facet, Kept kept, Map<Part, String> taken, LiveBucket bucket) {
        try {
            return new Revert.Due(kept, PutBack.of(facet, kept, taken, bucket));
        } catch (CallFailed e) {
            return new Revert.Unknown(e);
        }
    }
}
