package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fleet of buckets, chosen by name patterns, tags and regions. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BucketSelector(
        @Nullable List<String> namePatterns,
        @Nullable Map<String, String> tags,
        @Nullable List<String> regions) {}
