package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All facets that a policy declares. An omitted facet is unmanaged: not judged, not written. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.publicAccess) || has(self.objectOwnership) || has(self.encryption) || has(self.versioning)"
                + " || has(self.mfaDelete) || has(self.logging) || has(self.secureTransport)"
                + " || has(self.networkAccess) || has(self.accountAccess)",
        message = "declare at least one facet, such as publicAccess: {block: true}")
public record Posture(
        @JsonPropertyDescription("No access for everyone: the four block settings on, no public ACL grant, no public"
                + " statement in the policy document.")
        @Nullable
        PublicAccess publicAccess,

        @JsonPropertyDescription("Who owns new objects, and whether access control lists count.") @Nullable
        ObjectOwnership objectOwnership,

        @JsonPropertyDescription("Default encryption at rest. Fields left out stay as they are.") @Nullable
        Encryption encryption,

        @JsonPropertyDescription("Whether overwritten and deleted objects can be brought back.") @Nullable
        Versioning versioning,

        @JsonPropertyDescription("Deletes need a second factor. Only the root user can turn it on, so it is reported as"
                + " ActionRequired with the exact command.")
        @Nullable
        MfaDelete mfaDelete,

        @JsonPropertyDescription("Server access logs, and whether they can arrive where they are sent.") @Nullable
        Logging logging,

        @JsonPropertyDescription("No plain http, by a Deny statement in the policy document; {} is enough.") @Nullable
        SecureTransport secureTransport,

        @JsonPropertyDescription("Data only from these networks, by a Deny statement on data actions.") @Nullable
        NetworkAccess networkAccess,

        @JsonPropertyDescription("Data only for these accounts and organizations, by a Deny statement on data actions."
                + " The owning account always belongs to them.")
        @Nullable
        AccountAccess accountAccess) {

    private static final Map<String, Function<Posture, @Nullable Object>> FACETS = new LinkedHashMap<>();

    static {
        FACETS.put("publicAccess", Posture::publicAccess);
        FACETS.put("objectOwnership", Posture::objectOwnership);
        FACETS.put("encryption", Posture::encryption);
        FACETS.put("versioning", Posture::versioning);
        FACETS.put("mfaDelete", Posture::mfaDelete);
        FACETS.put("logging", Posture::logging);
        FACETS.put("secureTransport", Posture::secureTransport);
        FACETS.put("networkAccess", Posture::networkAccess);
        FACETS.put("accountAccess", Posture::accountAccess);
    }

    // aws:PrincipalArn holds a session's role, never the session; and a pattern over all accounts would exempt
    // everybody.
    private static final String ARNS =
            "self.all(p, p.matches('^arn:aws[a-z-]*:iam::[0-9]{12}:(root|(role|user)/[^ ]+)$'))";
    private static final String ARNS_MESSAGE = "write principals as ARNs of roles or users of one account, such as"
            + " arn:aws:iam::123456789012:role/cleanup; for a session, write its role";

    /** The names of all facets, in the order of the record. */
    public static Set<String> facets() {
        return Collections.unmodifiableSet(FACETS.keySet());
    }

    /** The names of the facets that are declared, in the order of the record. */
    public Set<String> declared() {
        var names = new LinkedHashSet<>(FACETS.keySet());
        names.removeIf(name -> Objects.requireNonNull(FACETS.get(name)).apply(this) == null);
        return names;
    }

    public record PublicAccess(
            @JsonPropertyDescription("true: nobody but known principals gets in.")
            @Required
            @ValidationRule(
                    value = "self",
                    message = "write block: true, or leave publicAccess out to leave it unmanaged")
            @Nullable
            Boolean block,

            @JsonPropertyDescription(
                    "A bucket that carries this tag may stay public, also by ACLs: objectOwnership of the same policy does not"
                            + " turn them off there. It is read anew in each pass.")
            @Nullable
            ExemptTag exemptTag) {}

    /** A bucket that carries this tag may stay public. */
    public record ExemptTag(
            @JsonPropertyDescription("Key of the tag.") @Required @Size(min = 1, max = 128) @Nullable
            String key,

            @JsonPropertyDescription("Value of the tag; any when left out.") @Size(max = 256) @Nullable
            String value) {}

    public record ObjectOwnership(
            @JsonPropertyDescription("BucketOwnerEnforced turns access control lists off.") @Required @Nullable
            OwnershipRule rule) {}

    public enum OwnershipRule {
        BucketOwnerEnforced,
        BucketOwnerPreferred,
        ObjectWriter
    }

    @ValidationRule(
            value = "has(self.algorithm) || has(self.kmsKeyArn) || has(self.bucketKey) || has(self.blockSseC)",
            message = "declare at least one of algorithm, kmsKeyArn, bucketKey and blockSseC")
    @ValidationRule(
            value = "!has(self.kmsKeyArn) || (has(self.algorithm) && self.algorithm != 'AES256')",
            message = "kmsKeyArn needs algorithm: aws:kms or aws:kms:dsse beside it")
    @ValidationRule(
            value = "!has(self.algorithm) || self.algorithm == 'AES256' || has(self.kmsKeyArn)",
            message = "algorithm aws:kms needs kmsKeyArn: write the ARN of the key")
    @ValidationRule(
            value = "!has(self.bucketKey) || !self.bucketKey || (has(self.algorithm) && self.algorithm == 'aws:kms')",
            message = "bucketKey: true needs algorithm: aws:kms; leave bucketKey out otherwise")
    public record Encryption(
            @JsonPropertyDescription("AES256 for keys of S3, aws:kms or aws:kms:dsse for a key of your own.") @Nullable
            Algorithm algorithm,

            @JsonPropertyDescription("ARN of the KMS key; an alias would resolve in the account of whoever writes.")
            @Size(max = 256)
            @ValidationRule(
                    value = "self.matches('^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$')",
                    message = "write the key's ARN, such as arn:aws:kms:eu-central-1:123456789012:key/1234abcd-…; not"
                            + " an alias, not a bare id")
            @Nullable
            String kmsKeyArn,

            @JsonPropertyDescription("One data key for many objects, which saves KMS calls.") @Nullable
            Boolean bucketKey,

            @JsonPropertyDescription("true: writes with customer-provided keys (SSE-C) are refused.") @Nullable
            Boolean blockSseC) {}

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

    public record Versioning(
            @JsonPropertyDescription(
                    "Enabled, or Suspended to stop making versions; S3 has no way back to never enabled.")
            @Required
            @Nullable
            VersioningStatus status) {}

    public enum VersioningStatus {
        Enabled,
        Suspended
    }

    @ValidationRule(
            value =
                    "(has(self.required) && self.required) || (has(self.denyDeletesWithoutMfa) && self.denyDeletesWithoutMfa)",
            message = "write required: true, denyDeletesWithoutMfa: true, or both; leave mfaDelete out otherwise")
    public record MfaDelete(
            @JsonPropertyDescription("true: MFA delete must be on.") @Nullable
            Boolean required,

            @JsonPropertyDescription("true: until it is on, a statement denies deletes of versions without MFA.")
            @Nullable
            Boolean denyDeletesWithoutMfa,

            @JsonPropertyDescription("Principals that the statement leaves alone, such as cleanup jobs.")
            @ValidationRule(value = ARNS, message = ARNS_MESSAGE)
            @Nullable
            List<String> exemptPrincipals) {}

    public record Logging(
            @JsonPropertyDescription("Bucket that receives the logs: same region, same account, another bucket.")
            @Required
            @Size(max = 63)
            @ValidationRule(value = Form.BUCKET_NAME, message = Form.BUCKET_NAME_ADVICE)
            @Nullable
            String targetBucket,

            @JsonPropertyDescription("Start of the keys of log objects; stays as it is when left out.")
            @Size(max = 512)
            @Nullable
            String targetPrefix,

            @JsonPropertyDescription("How keys of log objects are built; stays as it is when left out.") @Nullable
            KeyFormat keyFormat) {}

    public enum KeyFormat {
        Simple,
        PartitionedByEventTime,
        PartitionedByDeliveryTime
    }

    public record SecureTransport(
            @JsonPropertyDescription("Refuse older TLS versions: \"1.2\" or \"1.3\", in quotes.")
            @Size(max = 3)
            @ValidationRule(value = "self in ['1.2', '1.3']", message = "write \"1.2\" or \"1.3\", in quotes")
            @Nullable
            String minimumTlsVersion) {}

    @ValidationRule(
            value = "(has(self.allowedCidrs) && size(self.allowedCidrs) > 0)"
                    + " || (has(self.allowedVpcEndpoints) && size(self.allowedVpcEndpoints) > 0)",
            message = "list at least one network in allowedCidrs or one endpoint in allowedVpcEndpoints")
    public record NetworkAccess(
            @JsonPropertyDescription("Networks by CIDR, IPv4 and IPv6. Traffic through a VPC endpoint has no source"
                    + " address and needs allowedVpcEndpoints.")
            @ValidationRule(
                    value = "self.all(c, isCIDR(c))",
                    message = "write networks in CIDR notation, such as 203.0.113.0/24 or 2001:db8::/32")
            @ValidationRule(
                    value = "self.all(c, !isCIDR(c) || cidr(c).masked() == cidr(c))",
                    message = "write the network's own address, with all host bits zero: 203.0.113.0/24, not"
                            + " 203.0.113.7/24")
            @ValidationRule(
                    value = "self.all(c, !c.endsWith('/0'))",
                    message = "a /0 network lets everybody in; leave networkAccess out instead")
            @Nullable
            List<String> allowedCidrs,

            @JsonPropertyDescription("VPC endpoints by id.")
            @ValidationRule(
                    value = "self.all(e, e.matches('^vpce-[0-9a-f]{8,17}$'))",
                    message = "write endpoint ids, such as vpce-0a1b2c3d")
            @Nullable
            List<String> allowedVpcEndpoints,

            @JsonPropertyDescription("Principals that the statement leaves alone, such as a replication role. The"
                    + " operator is always left alone.")
            @ValidationRule(value = ARNS, message = ARNS_MESSAGE)
            @Nullable
            List<String> exemptPrincipals) {}

    @ValidationRule(
            value = "(has(self.allowedAccounts) && size(self.allowedAccounts) > 0)"
                    + " || (has(self.allowedOrganizations) && size(self.allowedOrganizations) > 0)",
            message = "list at least one account in allowedAccounts or one organization in allowedOrganizations")
    public record AccountAccess(
            @JsonPropertyDescription("Accounts by their 12 digits, in quotes.")
            @ValidationRule(
                    value = "self.all(a, a.matches('^[0-9]{12}$'))",
                    message = "write accounts as 12 digits in quotes, such as \"123456789012\"")
            @Nullable
            List<String> allowedAccounts,

            @JsonPropertyDescription("Organizations by id.")
            @ValidationRule(
                    value = "self.all(o, o.matches('^o-[a-z0-9]{10,32}$'))",
                    message = "write organization ids, such as o-a1b2c3d4e5")
            @Nullable
            List<String> allowedOrganizations) {}
}
