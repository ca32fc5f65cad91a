package io.bucketwarden.openreports;

import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One result of a report: one facet of one bucket, or why a policy says nothing of its buckets.
 *
 * @param bucket empty where it is about no bucket
 * @param facet empty where it is about none
 * @param rule the first id of a control that the facet answers
 * @param since RFC 3339; null where nothing tells since when it is so
 */
record FacetResult(
        String bucket,
        String facet,
        Grade grade,
        String rule,
        String message,
        @Nullable String since,
        Map<String, String> properties) {

    static final Comparator<FacetResult> GRAVEST_FIRST = Comparator.comparing(FacetResult::grade)
            .thenComparing(FacetResult::bucket)
            .thenComparing(FacetResult::facet)
            .thenComparing(FacetResult::rule);

    /** What it is about, whatever the result. */
    String subject() {
        return bucket + "/" + facet;
    }
}
