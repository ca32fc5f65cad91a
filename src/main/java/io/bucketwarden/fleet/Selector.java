package io.bucketwarden.fleet;

import io.bucketwarden.api.BucketSelector;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A {@code bucketSelector}, ready to be asked about many buckets. Pure. */
public final class Selector {

    private final @Nullable NamePatterns patterns;
    private final List<String> regions;
    private final Map<String, String> tags;

    public Selector(BucketSelector spec) {
        var names = Objects.requireNonNullElse(spec.namePatterns(), List.<String>of());
        this.patterns = names.isEmpty() ? null : NamePatterns.of(names);
        this.regions = Objects.requireNonNullElse(spec.regions(), List.of());
        this.tags = Objects.requireNonNullElse(spec.tags(), Map.of());
    }

    Selection select(ListedBucket bucket) {
        if (!fits(bucket)) {
            return Selection.NotSelected;
        }
        if (tags.isEmpty()) {
            return Selection.Selected;
        }
        var carried = bucket.tags();
        if (carried == null) {
            return Selection.TagsUnknown;
        }
        return tags.entrySet().stream().allMatch(tag -> tag.getValue().equals(carried.get(tag.getKey())))
                ? Selection.Selected
                : Selection.NotSelected;
    }

    /** Whether the answer hangs on its tags, so that they are worth a call. */
    public boolean needsTagsOf(ListedBucket bucket) {
        return !tags.isEmpty() && fits(bucket);
    }

    private boolean fits(ListedBucket bucket) {
        return (patterns == null || patterns.match(bucket.name()))
                && (regions.isEmpty() || (bucket.region() != null && regions.contains(bucket.region())));
    }
}
