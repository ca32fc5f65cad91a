package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account that a grant opens, and how to get in.
 *
 * @param id null only for the operator's own account
 * @param roleArn the role to assume; null for the operator's own identity
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.roleArn) || self.roleArn.contains(':iam::' + self.id + ':')",
        message = "roleArn is a role of another account than id: write a role of the account that the entry opens")
@ValidationRule(
        value = "!has(self.externalId) || has(self.roleArn)",
        message = "externalId is said when a role is assumed: write roleArn beside it, or leave it out")
public record GrantedAccount(
        @JsonPropertyDescription("The account, 12 digits in quotes.")
        @Required
        @Size(max = 12)
        @ValidationRule(
                value = "self.matches('^[0-9]{12}$')",
                message = "write the account as 12 digits in quotes, such as \"123456789012\"")
        @Nullable
        String id,

        @JsonPropertyDescription("The role in that account which the operator assumes; its own identity when left out.")
        @Size(max = 640)
        @ValidationRule(
                value = "self.matches('^arn:aws[-a-z]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$')",
                message = "write the role's ARN, such as arn:aws:iam::123456789012:role/bucketwarden")
        @Nullable
        String roleArn,

        @JsonPropertyDescription("The external id that the role's trust policy asks for. It is no secret.")
        @Size(min = 2, max = 1224)
        @ValidationRule(
                value = "self.matches('^[A-Za-z0-9_+=,.@:/-]+$')",
                message = "an external id has letters, digits and _ + = , . @ : / - only: write it as the role's trust"
                        + " policy does")
        @Nullable
        String externalId,

        @JsonPropertyDescription("Regions in which buckets may be governed; all when left out.")
        @ValidationRule(value = Form.REGIONS, message = Form.REGIONS_ADVICE)
        @ValidationRule(value = Form.NOT_EMPTY, message = Form.NO_REGION_ADVICE)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
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
