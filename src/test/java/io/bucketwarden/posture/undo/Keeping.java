package io.bucketwarden.posture.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.Outcome;
import io.bucketwarden.posture.Plan;
import io.bucketwarden.posture.Verdict;
import io.bucketwarden.posture.facet.Facets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what facets may write of a bucket, and puts it back. */
record Keeping(WholeS3 s3) {

    static final Instant DAY = Instant.parse("2026-11-24T08:00:00.123Z");

    /** By facet, what was kept of the bucket as it is now, written and read. */
    Map<String, Kept> kept(String... facets) {
        var kept = new LinkedHashMap<String, Kept>();
        for (var facet : facets) {
            kept.put(
                    facet,
                    Kept.parse(Kept.of(facet(facet), s3.bucket(), "storage/p", "1", DAY)
                            .toJson()));
        }
        return kept;
    }

    void putBack(Map<String, Kept> kept) {
        assertThat(plan(kept).run(s3.bucket()).values()).allMatch(outcome -> outcome instanceof Outcome.Written);
    }

    List<String> remedies(Map<String, Kept> kept) {
        return plan(kept).steps().stream().map(Plan.Step::description).toList();
    }

    Plan plan(Map<String, Kept> kept) {
        var verdicts = new LinkedHashMap<String, Verdict>();
        for (var facet : Facets.ALL) {
            if (kept.containsKey(facet.name())) {
                verdicts.put(
                        facet.name(),
                        new Verdict.Drifted(List.of(), one(facet.name(), kept).remedies()));
            }
        }
        return Plan.of(verdicts);
    }

    PutBack one(String facet, Map<String, Kept> kept) {
        return PutBack.of(facet(facet), Kept.together(kept).get(facet), Map.of(), s3.bucket());
    }

    static Facet<?, ?> facet(String name) {
        return Facets.ALL.stream()
                .filter(facet -> facet.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
