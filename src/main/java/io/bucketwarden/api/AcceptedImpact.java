package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A restriction that may be enforced although its preview is not zero: so many requests, until a day. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AcceptedImpact(
        @JsonPropertyDescription("The restricting facet, as in spec.posture.")
        @Required
        @Size(max = 32)
        @ValidationRule(
                value = "self in ['secureTransport', 'networkAccess', 'accountAccess']",
                message = "write secureTransport, networkAccess or accountAccess: the facets that restrict requests")
        @Nullable
        String facet,

        @JsonPropertyDescription(
                "Requests of the preview, those denied and those that cannot be judged together, that may be"
                        + " lost at most for each bucket.")
        @Required
        @Min(1)
        @Nullable
        Long requests,

        @JsonPropertyDescription(
                "The day, YYYY-MM-DD in quotes, on which this ends: from 00:00 UTC on the preview counts"
                        + " again for what is not enforced by then.")
        @Required
        @Size(max = 10)
        @ValidationRule(
                value = "self.matches('" + Exemption.DAY + "')",
                message = "write a day as YYYY-MM-DD in quotes, such as \"2027-03-31\"")
        @ValidationRule(
                value = "!self.matches('" + Exemption.DAY + "') || self.matches('" + Exemption.CALENDAR_DAY + "')",
                message = "the calendar has no such day: write one that the month has, such as \"2027-02-28\"")
        @Nullable
        String expires) {

    /** The facets that deny requests which worked before. */
    public static final Set<String> RESTRICTING = Set.of("secureTransport", "networkAccess", "accountAccess");

    /**
     * The first moment at which it does not hold any more: 00:00 UTC of the day.
     *
     * @throws DateTimeException for what admission would not have let in
     */
    public Instant end() {
        return LocalDate.parse(String.valueOf(expires))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
