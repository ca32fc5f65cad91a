package io.bucketwarden.page;

import io.bucketwarden.api.BucketState;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.report.Badge;
import io.bucketwarden.report.BucketFacts;
import io.bucketwarden.report.FacetFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is looked for among the buckets. Each word must be found in something that is known of a bucket; {@code
 * facet:encryption} looks there alone.
 *
 * @param text as it was typed
 * @param state empty for all
 */
record Search(String text, Optional<BucketState> state, Order order) {

    /** How the rows follow each other. */
    enum Order {
        worst,
        bucket,
        checked
    }

    /** What may stand before a colon. */
    static final List<String> FIELDS =
            List.of("bucket", "namespace", "policy", "account", "region", "facet", "reason", "state");

    private static final int LONGEST = 200;
    private static final int MOST_WORDS = 10;

    /** @param field empty for any */
    private record Word(String field, String text) {}

    static Search of(Asked asked) {
        var state = asked.text("state", 20);
        var order = asked.text("sort", 20);
        return new Search(
                asked.text("q", LONGEST),
                Arrays.stream(BucketState.values())
                        .filter(one -> one.name().equals(state))
                        .findFirst(),
                Arrays.stream(Order.values())
                        .filter(one -> one.name().equals(order))
                        .findFirst()
                        .orElse(Order.worst));
    }

    boolean isAll() {
        return text.isEmpty() && state.isEmpty();
    }

    /** The buckets that fit, in order. */
    List<BucketFacts> among(View view) {
        var words = words();
        var found = view.buckets().stream()
                .filter(bucket -> state.isEmpty() || bucket.state() == state.get())
                .filter(bucket -> words.stream().allMatch(word -> fits(word, bucket, view)));
        return switch (order) {
            case worst -> found.toList();
            case bucket -> found.sorted(Comparator.comparing(BucketFacts::name)).toList();
            // Those of which nothing is known for longest come first.
            case checked ->
                found.sorted(Comparator.comparing(
                                (BucketFacts bucket) -> view.checked(bucket).at(),
                                Comparator.nullsFirst(Comparator.naturalOrder())))
                        .toList();
        };
    }

    /** The address of a page of what is found. */
    String link(int page) {
        return link(page, order);
    }

    String link(int page, Order by) {
        return Asked.link(
                "/",
                "q",
                text,
                "state",
                state.map(Enum::name).orElse(""),
                "sort",
                by == Order.worst ? "" : by.name(),
                "page",
                page == 1 ? "" : String.valueOf(page));
    }

    private List<Word> words() {
        var words = new ArrayList<Word>();
        for (var one : text.toLowerCase(Locale.ROOT).split("\\s+", -1)) {
            var colon = one.indexOf(':');
            var field = colon < 0 ? "" : one.substring(0, colon);
            if (FIELDS.contains(field)) {
                words.add(new Word(field, one.substring(colon + 1)));
            } else {
                words.add(new Word("", one));
            }
        }
        return words.subList(0, Math.min(words.size(), MOST_WORDS));
    }

    private static boolean fits(Word word, BucketFacts bucket, View view) {
        return word.text().isEmpty()
                || (word.field().isEmpty()
                        ? FIELDS.stream().anyMatch(field -> fits(field, word.text(), bucket, view))
                        : fits(word.field(), word.text(), bucket, view));
    }

    private static boolean fits(String field, String text, BucketFacts bucket, View view) {
        var values =
                switch (field) {
                    case "bucket" -> Stream.of(bucket.name());
                    case "namespace" -> bucket.policies().stream().map(name -> name.substring(0, name.indexOf('/')));
                    case "policy" -> bucket.policies().stream();
                    case "account" -> Stream.of(View.account(bucket));
                    case "region" -> Stream.ofNullable(bucket.region());
                    case "facet" -> troubled(bucket).map(FacetFacts::name);
                    case "state" -> Stream.of(bucket.state().name(), Badge.words(bucket.state()));
                    default -> reasons(bucket, view);
                };
        return values.anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(text));
    }

    private static Stream<FacetFacts> troubled(BucketFacts bucket) {
        return bucket.facets().stream().filter(facet -> facet.state() != FacetState.Compliant);
    }

    /** What a facet says, and why the conditions of its policies hold, as far as that may be about this bucket. */
    private static Stream<String> reasons(BucketFacts bucket, View view) {
        var ofFacets = troubled(bucket)
                .flatMap(facet -> Stream.concat(
                        Stream.of(facet.state().name()),
                        Stream.ofNullable(facet.status().message())));
        var ofPolicies = view.policies(bucket)
                .filter(told -> bucket.state() != BucketState.Compliant
                        || told.policy().getSpec() == null
                        || told.policy().getSpec().bucketName() != null)
                .flatMap(told -> Stream.ofNullable(told.policy().getStatus()))
                .flatMap(status -> status.conditions().stream())
                .map(condition -> condition.reason().name());
        return Stream.of(ofFacets, ofPolicies, bucket.gaps().stream()).flatMap(all -> all);
    }
}
