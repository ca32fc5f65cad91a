package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account that a grant opens, and how to get in.
 *
 * @param id null only for the operator's own account
 * @param roleArn the role to assume; null for the operator's own identity
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GrantedAccount(
        @JsonPropertyDescription("The account, 12 digits in quotes.") @Required @Nullable
        String id,

        @JsonPropertyDescription("The role in that account which the operator assumes; its own identity when left out.")
        @Nullable
        String roleArn,

        @JsonPropertyDescription("The external id that the role's trust policy asks for.") @Nullable
        String externalId,

        @JsonPropertyDescription("Regions in which buckets may be governed; all when left out.")
        List<String> regions) {

    /** The operator's own account, by its own identity. */
    public static final GrantedAccount OWN = new GrantedAccount(null, null, null, List.of());

    public GrantedAccount {
        regions = regions == null ? List.of() : List.copyOf(regions);
    }

    /** The same way in, whatever the regions: two grants for one role share what is known of it. */
    public GrantedAccount access() {
        return regions.isEmpty() ? this : new GrantedAccount(id, roleArn, externalId, List.of());
    }
}
