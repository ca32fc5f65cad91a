package io.bucketwarden.permissions;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;

/** A posture of each facet alone that makes it ask for all that it may ask for. */
final class FacetPostures {

    static final Map<String, String> BY_NAME = Map.of(
            "publicAccess", "{block: true, exemptTag: {key: Public}}",
            "objectOwnership", "{rule: BucketOwnerEnforced}",
            "encryption", "{algorithm: AES256}",
            "versioning", "{status: Enabled}",
            "mfaDelete", "{required: true, denyDeletesWithoutMfa: true}",
            "logging", "{targetBucket: acme-logs}",
            "secureTransport", "{}",
            "networkAccess", "{allowedCidrs: [203.0.113.0/24]}",
            "accountAccess", "{allowedAccounts: ['123456789012']}");

    private FacetPostures() {}

    /** The spec of a policy, from its fields as YAML. */
    static S3BucketPolicySpec spec(String fields) {
        return new KubernetesSerialization()
                .unmarshal("kind: S3BucketPolicy\nspec: {" + fields + "}", S3BucketPolicy.class)
                .getSpec();
    }
}
