package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All facets that a policy declares. An omitted facet is unmanaged: not judged, not written. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Posture(
        @Nullable PublicAccess publicAccess,
        @Nullable ObjectOwnership objectOwnership,
        @Nullable Encryption encryption,
        @Nullable Versioning versioning,
        @Nullable MfaDelete mfaDelete,
        @Nullable Logging logging,
        @Nullable SecureTransport secureTransport,
        @Nullable NetworkAccess networkAccess,
        @Nullable AccountAccess accountAccess) {

    public record PublicAccess(
            @Nullable Boolean block, @Nullable ExemptTag exemptTag) {}

    /** A bucket that carries this tag may stay public. */
    public record ExemptTag(@Nullable String key, @Nullable String value) {}

    public record ObjectOwnership(@Nullable OwnershipRule rule) {}

    public enum OwnershipRule {
        BucketOwnerEnforced,
        BucketOwnerPreferred,
        ObjectWriter
    }

    public record Encryption(
            @Nullable Algorithm algorithm,
            @Nullable String kmsKeyArn,
            @Nullable Boolean bucketKey,
            @Nullable Boolean blockSseC) {}

    public enum Algorithm {
        @JsonProperty("AES256")
        AES256("AES256"),
        @JsonProperty("aws:kms")
        AWS_KMS("aws:kms"),
        @JsonProperty("aws:kms:dsse")
        AWS_KMS_DSSE("aws:kms:dsse");

        private final String awsName;

        Algorithm(String awsName) {
            this.awsName = awsName;
        }

        /** The name on the wire, as AWS spells it. */
        public String awsName() {
            return awsName;
        }
    }

    public record Versioning(@Nullable VersioningStatus status) {}

    public enum VersioningStatus {
        Enabled,
        Suspended
    }

    public record MfaDelete(
            @Nullable Boolean required,
            @Nullable Boolean denyDeletesWithoutMfa,
            @Nullable List<String> exemptPrincipals) {}

    public record Logging(
            @Nullable String targetBucket,
            @Nullable String targetPrefix,
            @Nullable KeyFormat keyFormat) {}

    public enum KeyFormat {
        Simple,
        PartitionedByEventTime,
        PartitionedByDeliveryTime
    }

    public record SecureTransport(@Nullable String minimumTlsVersion) {}

    public record NetworkAccess(
            @Nullable List<String> allowedCidrs,
            @Nullable List<String> allowedVpcEndpoints,
            @Nullable List<String> exemptPrincipals) {}

    public record AccountAccess(
            @Nullable List<String> allowedAccounts,
            @Nullable List<String> allowedOrganizations) {}
}
