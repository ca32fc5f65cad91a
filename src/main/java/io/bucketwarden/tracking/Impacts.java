package io.bucketwarden.tracking;

import io.bucketwarden.access.impact.Candidate;
import io.bucketwarden.access.impact.Impact;
import io.bucketwarden.access.impact.ImpactTally;
import io.bucketwarden.access.impact.UnreadableImpact;
import io.bucketwarden.api.S3BucketAccessStatus.Preview;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What each restricting facet of a bucket would have denied. It never changes: what is read makes another one. */
record Impacts(Map<String, Impact> byFacet) {

    static final Impacts NONE = new Impacts(Map.of());

    private static final String SECTION = "impact.";

    Impacts {
        byFacet = Map.copyOf(byFacet);
    }

    /**
     * Those among the parts of a memory.
     *
     * @throws UnreadableImpact when one cannot be understood
     */
    static Impacts of(Map<String, String> sections) {
        var found = new TreeMap<String, Impact>();
        sections.forEach((name, section) -> {
            if (name.startsWith(SECTION)) {
                found.put(name.substring(SECTION.length()), Impact.parse(section));
            }
        });
        return new Impacts(found);
    }

    Map<String, String> sections() {
        var sections = new TreeMap<String, String>();
        byFacet.forEach((facet, impact) -> sections.put(SECTION + facet, impact.encode()));
        return sections;
    }

    /** Those of the very statements that are asked for now. */
    Impacts of(Collection<Candidate> candidates) {
        var kept = new TreeMap<String, Impact>();
        for (var candidate : candidates) {
            var impact = byFacet.get(candidate.facet());
            if (impact != null && impact.isOf(candidate)) {
                kept.put(candidate.facet(), impact);
            }
        }
        return new Impacts(kept);
    }

    /** The statements of which nothing is known yet. */
    List<Candidate> unknown(Collection<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> !byFacet.containsKey(candidate.facet()))
                .toList();
    }

    /** With those that begin now to be judged, from a moment on. */
    Impacts beginning(Collection<Candidate> candidates, Instant since) {
        var all = new TreeMap<>(byFacet);
        candidates.forEach(candidate -> all.put(candidate.facet(), Impact.start(candidate, since)));
        return new Impacts(all);
    }

    /** Those tallies that were judged with the statements that are asked for now. */
    List<ImpactTally> understood(Collection<ImpactTally> tallies) {
        return tallies.stream()
                .filter(tally -> {
                    var impact = byFacet.get(tally.facet());
                    return impact != null && impact.takes(tally);
                })
                .toList();
    }

    /** With what one more log object tells. */
    Impacts merge(Collection<ImpactTally> tallies) {
        var all = new TreeMap<>(byFacet);
        tallies.forEach(tally -> all.computeIfPresent(tally.facet(), (facet, impact) -> impact.merge(tally)));
        return new Impacts(all);
    }

    Impacts forget(int days, Instant now) {
        var all = new TreeMap<String, Impact>();
        byFacet.forEach((facet, impact) -> all.put(facet, impact.forget(days, now)));
        return new Impacts(all);
    }

    /** @param readToEnd whether all that was logged until now was read */
    List<Preview> previews(int days, Instant now, boolean readToEnd) {
        return new TreeMap<>(byFacet)
                .values().stream()
                        .map(impact -> impact.preview(days, now, readToEnd))
                        .toList();
    }
}
