package io.bucketwarden.openreports;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import io.bucketwarden.posture.About;
import io.bucketwarden.text.Shortened;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What statuses say, as results. Pure. */
final class FacetResults {

    /** Of a message, and of each property, in characters. */
    static final int MAX_TEXT = 1024;

    /** The rule of a bucket that could not be looked at, so that nothing is known of its facets. */
    private static final String WHOLE_BUCKET = "Bucket";

    private final Map<String, About> facets;

    FacetResults(Collection<About> facets) {
        this.facets = facets.stream().collect(Collectors.toMap(About::name, Function.identity()));
    }

    /** The gravest first. */
    List<FacetResult> of(Said said) {
        var results = new ArrayList<FacetResult>();
        said.buckets().forEach(bucket -> results.addAll(of(bucket)));
        var gap = said.gap();
        if (gap != null && (gap.isWhole() || results.stream().noneMatch(r -> r.grade() == Grade.ERROR))) {
            results.add(new FacetResult(
                    "", "", gap.grade(), gap.reason(), Shortened.to(gap.message(), MAX_TEXT), gap.since(), Map.of()));
        }
        return results.stream().sorted(FacetResult.GRAVEST_FIRST).toList();
    }

    private List<FacetResult> of(BucketStatus bucket) {
        var facets = Stream.concat(
                        bucket.facets().stream(),
                        bucket.compliantFacets().stream().map(FacetStatus::compliant))
                .map(facet -> of(bucket, facet))
                .toList();
        return facets.isEmpty() ? List.of(unseen(bucket)) : facets;
    }

    private static FacetResult unseen(BucketStatus bucket) {
        var message = bucket.message() == null ? "Nothing is known of it yet." : bucket.message();
        return new FacetResult(
                bucket.name(),
                "",
                Grade.ERROR,
                WHOLE_BUCKET,
                Shortened.to(bucket.name() + ": " + message, MAX_TEXT),
                null,
                place(bucket));
    }

    private FacetResult of(BucketStatus bucket, FacetStatus facet) {
        var about = facets.get(facet.name());
        var controls = about == null ? About.Controls.NONE : about.controls();
        var properties = place(bucket);
        put(properties, "state", facet.state().name());
        put(properties, "expected", values(facet, Drift::expected));
        put(properties, "actual", values(facet, Drift::actual));
        put(properties, "securityHub", String.join(", ", controls.securityHub()));
        put(properties, "cis", String.join(", ", controls.cis()));
        var grade = Grade.of(facet);
        return new FacetResult(
                bucket.name(),
                facet.name(),
                grade,
                rule(facet.name(), controls),
                Shortened.to(bucket.name() + ": " + text(bucket, facet, grade), MAX_TEXT),
                facet.since(),
                properties);
    }

    /** One finding is one result, however many controls it answers; the others are properties. */
    private static String rule(String facet, About.Controls controls) {
        return Stream.of(
                        controls.securityHub().stream(),
                        controls.cis().stream().map(id -> "CIS " + id),
                        Stream.of(facet))
                .flatMap(ids -> ids)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> place(BucketStatus bucket) {
        var properties = new TreeMap<String, String>();
        put(properties, "bucket", bucket.name());
        put(properties, "region", bucket.region());
        put(properties, "account", bucket.accountId());
        return properties;
    }

    private static String text(BucketStatus bucket, FacetStatus facet, Grade grade) {
        var said = Stream.of(
                        facet.drifts().stream()
                                .map(d -> d.path() + " should be " + d.expected() + ", but is " + d.actual() + "."),
                        message(facet),
                        Stream.ofNullable(bucket.message()))
                .flatMap(part -> part)
                .distinct()
                .collect(Collectors.joining(" "));
        if (!said.isEmpty()) {
            return said;
        }
        return facet.name() + (grade == Grade.PASS ? " matches." : " is " + facet.state() + ".");
    }

    /** Without who changed it: more people may read reports than policies. */
    private static Stream<String> message(FacetStatus facet) {
        var by = facet.changedBy();
        var message = facet.message();
        if (message == null) {
            return Stream.empty();
        }
        var rest = by == null ? message : message.replace(by.sentence(), "").strip();
        return rest.isEmpty() ? Stream.empty() : Stream.of(rest);
    }

    private static String values(FacetStatus facet, Function<Drift, String> value) {
        return facet.drifts().stream()
                .map(drift -> drift.path() + "=" + value.apply(drift))
                .collect(Collectors.joining("; "));
    }

    private static void put(Map<String, String> properties, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            properties.put(name, Shortened.to(value, MAX_TEXT));
        }
    }
}
