package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A fleet of buckets, chosen by name patterns, tags and regions. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.namePatterns) || has(self.tags) || has(self.regions)",
        message = "choose by at least one of namePatterns, tags and regions")
public record BucketSelector(
        @JsonPropertyDescription("Globs over bucket names; a leading ! excludes, wherever it stands in the list.")
        @ValidationRule(value = Form.GLOBS, message = Form.GLOBS_ADVICE)
        @ValidationRule(value = Form.INCLUDES, message = Form.INCLUDES_ADVICE)
        @Nullable
        List<String> namePatterns,

        @JsonPropertyDescription("Tags that a bucket must carry, all of them, with exactly these values.")
        @ValidationRule(
                value = Form.NOT_EMPTY,
                message = "name at least one tag, or leave tags out to choose by other means")
        @ValidationRule(
                value = "self.all(k, size(k) >= 1 && size(k) <= 128)",
                message = "a tag's key has 1 to 128 characters")
        @Nullable
        Map<String, String> tags,

        @JsonPropertyDescription("Regions that the buckets are in; all when left out.")
        @ValidationRule(value = Form.REGIONS, message = Form.REGIONS_ADVICE)
        @ValidationRule(value = Form.NOT_EMPTY, message = Form.NO_REGION_ADVICE)
        @Nullable
        List<String> regions) {

    private static final int MOST_TOLD = 10;

    /** What it asks of a bucket, for people who wonder why it chooses none: the first ten of each kind. */
    public String describe() {
        var parts = new ArrayList<String>();
        tell(parts, "namePatterns", Objects.requireNonNullElse(namePatterns, List.of()));
        tell(
                parts,
                "tags",
                new TreeMap<>(Objects.requireNonNullElse(tags, Map.<String, String>of()))
                        .entrySet().stream()
                                .map(tag -> tag.getKey() + "=" + tag.getValue())
                                .toList());
        tell(parts, "regions", Objects.requireNonNullElse(regions, List.of()));
        return String.join("; ", parts);
    }

    private static void tell(List<String> parts, String field, List<String> values) {
        if (!values.isEmpty()) {
            var first = values.stream().limit(MOST_TOLD).collect(Collectors.joining(", "));
            var more = values.size() - MOST_TOLD;
            parts.add(field + " " + first + (more > 0 ? " and " + more + " more" : ""));
        }
    }
}
