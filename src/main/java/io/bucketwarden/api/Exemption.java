package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A facet that is knowingly left out until a day, with a reason and an owner. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Exemption(
        @JsonPropertyDescription("The facet, as in spec.posture, which must declare it.")
        @Required
        @Size(max = 32)
        @ValidationRule(
                value =
                        "self in ['publicAccess', 'objectOwnership', 'encryption', 'versioning', 'mfaDelete', 'logging',"
                                + " 'secureTransport', 'networkAccess', 'accountAccess']",
                message = "write the name of a facet, such as versioning")
        @Nullable
        String facet,

        @JsonPropertyDescription("Why, for whoever reads it next year.") @Required @Size(min = 1, max = 512) @Nullable
        String reason,

        @JsonPropertyDescription("Who answers for it.") @Required @Size(min = 1, max = 128) @Nullable
        String owner,

        @JsonPropertyDescription(
                "The day, YYYY-MM-DD in quotes, on which it ends: from 00:00 UTC on the facet counts" + " again.")
        @Required
        @Size(max = 10)
        @ValidationRule(
                value = "self.matches('" + DAY + "')",
                message = "write a day as YYYY-MM-DD in quotes, such as \"2027-03-31\"")
        @ValidationRule(
                value = "!self.matches('" + DAY + "') || self.matches('" + CALENDAR_DAY + "')",
                message = "the calendar has no such day: write one that the month has, such as \"2027-02-28\"")
        @Nullable
        String expires) {

    static final String DAY = "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

    // A timestamp() of the text would fail with an error of its own instead of advice.
    static final String CALENDAR_DAY = "^20([0-9]{2}-(0[13578]|1[02])-[0-3][0-9]"
            + "|[0-9]{2}-(0[469]|11)-([0-2][0-9]|30)"
            + "|[0-9]{2}-02-([01][0-9]|2[0-8])"
            + "|([02468][048]|[13579][26])-02-29)$";

    /**
     * The first moment at which the facet counts again: 00:00 UTC of the day.
     *
     * @throws DateTimeException for what admission would not have let in
     */
    public Instant end() {
        return LocalDate.parse(String.valueOf(expires))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
