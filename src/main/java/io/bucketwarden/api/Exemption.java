package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A facet that is knowingly left out until a day, with a reason and an owner. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Exemption(
        @Nullable String facet,
        @Nullable String reason,
        @Nullable String owner,
        @Nullable String expires) {}
