package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A facet that is knowingly left out until a day, with a reason and an owner. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Exemption(
        @JsonPropertyDescription("The facet, as in spec.posture.")
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

        @JsonPropertyDescription("Last day, as YYYY-MM-DD in quotes.")
        @Required
        @Size(max = 10)
        @ValidationRule(
                value = "self.matches('^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$')",
                message = "write a day as YYYY-MM-DD in quotes, such as \"2027-03-31\"")
        @Nullable
        String expires) {}
