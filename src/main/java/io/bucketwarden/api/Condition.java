package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** A meta/v1 condition with closed types and reasons. {@code lastTransitionTime} moves only when the status flips. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        @JsonPropertyDescription("Which condition.") Type type,
        @JsonPropertyDescription("True, False or Unknown.") Status status,

        @JsonPropertyDescription("Why, in one word; these words are API.")
        Reason reason,

        @JsonPropertyDescription("Why, for people.") String message,

        @JsonPropertyDescription("Generation of the spec that was judged.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("When the status last flipped.") @Nullable
        String lastTransitionTime) {

    public enum Type {
        /** The policy is valid and governs its bucket. */
        Accepted,
        /** The operator did its job for this generation. */
        Ready,
        /** The buckets match. */
        Compliant,
        /** Work is under way that will change Ready. */
        Reconciling,
        /** Nothing will change without somebody acting; slow retries go on. */
        Stalled,
        /** The pause annotation holds. */
        Paused,
        /** Changes of buckets are not heard of, so full checks come more often. */
        ChangesUnheard,
        /** The revert annotation names what is no facet, so it has no effect. */
        RevertRefused,
        /** The logs that tell who uses a bucket are read. */
        Reading,
        /** More use a bucket than can be remembered, so some that are told as new may not be. */
        Saturated
    }

    public enum Status {
        True,
        False,
        Unknown
    }

    @JsonIgnore
    public boolean isTrue() {
        return status == Status.True;
    }
}
