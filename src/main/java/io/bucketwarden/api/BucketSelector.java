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
        @JsonPropertyDescription("Globs over bucket names; a leading ! excludes.")
        @ValidationRule(
                value = "self.all(p, p.matches('^!?[a-z0-9.*?-]+$'))",
                message = "write globs of lowercase letters, digits, dots, hyphens, * and ?; a leading ! excludes")
        @Nullable
        List<String> namePatterns,

        @JsonPropertyDescription("Tags that a bucket must carry, all of them.") @Nullable
        Map<String, String> tags,

        @JsonPropertyDescription("Regions that the buckets are in.")
        @ValidationRule(
                value = "self.all(r, r.matches('^[a-z]{2,8}(-[a-z]+)+-[0-9]+$'))",
                message = "write regions such as eu-central-1")
        @Nullable
        List<String> regions) {}
