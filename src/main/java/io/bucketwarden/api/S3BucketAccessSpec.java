package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which bucket of which policy, and what people say of those who use it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.policy == oldSelf.policy && self.bucket == oldSelf.bucket",
        message = "policy and bucket may not change: the operator makes a resource for each bucket of each policy")
public record S3BucketAccessSpec(
        @JsonPropertyDescription("Name of the S3BucketPolicy, of the same namespace.")
        @Required
        @Size(max = 253)
        @Nullable
        String policy,

        @JsonPropertyDescription("Name of the bucket.") @Required @Size(max = 63) @Nullable
        String bucket,

        @JsonPropertyDescription(
                "Accessors that are as they should be: the id of each as in status.accessors, and why.")
        @ValidationRule(
                value = "self.all(id, id.matches('^[0-9a-f]{16}$'))",
                message = "write the id of an accessor as in status.accessors: 16 digits and letters a to f")
        @Nullable
        Map<String, String> acknowledged) {

    /** By the id of an accessor, why it is as it should be. */
    public Map<String, String> effectiveAcknowledged() {
        return Objects.requireNonNullElse(acknowledged, Map.<String, String>of());
    }
}
