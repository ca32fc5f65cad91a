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
        var carried = bucket.tags();
        if (!fits(bucket) || (carried != null && !carries(carried))) {
            return Selection.NotSelected;
        }
        return needsRegionOf(bucket) || needsTagsOf(bucket) ? Selection.Undecided : Selection.Selected;
    }

    /** Whether the answer hangs on where it is, and that is not known. */
    public boolean needsRegionOf(ListedBucket bucket) {
        return !regions.isEmpty() && bucket.region() == null && fits(bucket);
    }

    /** Whether the answer hangs on its tags, and they are not known, so that they are worth a call. */
    public boolean needsTagsOf(ListedBucket bucket) {
        return !tags.isEmpty() && bucket.tags() == null && fits(bucket);
    }

    /** Whether nothing that is known speaks against it, tags aside. */
    private boolean fits(ListedBucket bucket) {
        return (patterns == null || patterns.match(bucket.name()))
                && (regions.isEmpty() || bucket.region() == null || regions.contains(bucket.region()));
    }

    private boolean carries(Map<String, String> carried) {
        return tags.entrySet().stream().allMatch(tag -> tag.getValue().equals(carried.get(tag.getKey())));
    }
}
