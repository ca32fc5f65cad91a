package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
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
        List<String> regions) {}
