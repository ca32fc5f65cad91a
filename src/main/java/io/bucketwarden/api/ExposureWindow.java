package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** From when to when a bucket was open to the public without being exempt. Times are RFC 3339 in UTC, to the second. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExposureWindow(
        @JsonPropertyDescription("When it was opened; left out when no event told.") @Nullable
        String openedAt,

        @JsonPropertyDescription("ARN of who opened it; left out when no event told.") @Nullable
        String openedBy,

        @JsonPropertyDescription("Name of the API call that opened it; left out when no event told.") @Nullable
        String openedByEvent,

        @JsonPropertyDescription("Id of the CloudTrail event of that call.") @Nullable
        String eventId,

        @JsonPropertyDescription("The look that found it open.") @Nullable
        String foundAt,

        @JsonPropertyDescription("The look that found it closed, or exempt; left out while it is open.") @Nullable
        String closedAt,

        @JsonPropertyDescription("Who ended it; left out while it is open.") @Nullable
        ClosedBy closedBy) {

    /** Who ended it. */
    public enum ClosedBy {
        /** It was closed after a write of ours. */
        Bucketwarden,
        /** It was closed without one. */
        SomebodyElse,
        /** It may be open from then on. */
        Exempted,
        /** Another policy answers for it from then on, or none. */
        Superseded
    }

    @JsonIgnore
    public boolean isOpen() {
        return closedAt == null;
    }

    public ExposureWindow closed(String at, ClosedBy by) {
        return new ExposureWindow(openedAt, openedBy, openedByEvent, eventId, foundAt, at, by);
    }
}
