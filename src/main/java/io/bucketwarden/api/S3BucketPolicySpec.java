package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.crd.generator.annotation.SelectableField;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold, for which buckets, and whether to enforce it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonDeserialize(using = S3BucketPolicySpec.Deserializer.class)
@ValidationRule(
        value = "has(self.bucketName) != has(self.bucketSelector)",
        message = "write exactly one of bucketName and bucketSelector")
@ValidationRule(
        value = "has(self.bucketName) == has(oldSelf.bucketName)"
                + " && (!has(self.bucketName) || self.bucketName == oldSelf.bucketName)",
        message = "bucketName may not change: create another policy for the other bucket")
@ValidationRule(
        value = "has(self.bucketSelector) == has(oldSelf.bucketSelector)"
                + " && (!has(self.bucketSelector) || self.bucketSelector == oldSelf.bucketSelector)",
        message = "bucketSelector may not change: create another policy for the other buckets")
@ValidationRule(
        value = "!has(self.bucketName) || !has(self.posture.logging)"
                + " || self.posture.logging.targetBucket != self.bucketName",
        message = "a bucket that logs into itself logs its own logs for ever: name another targetBucket")
@ValidationRule(
        value = "!has(self.region) || !has(self.bucketSelector)",
        message = "region is of one bucket: write bucketSelector.regions instead")
@ValidationRule(
        value = "!has(self.exemptions) || self.exemptions.all(e,"
                + " (e.facet == 'publicAccess' && has(self.posture.publicAccess))"
                + " || (e.facet == 'objectOwnership' && has(self.posture.objectOwnership))"
                + " || (e.facet == 'encryption' && has(self.posture.encryption))"
                + " || (e.facet == 'versioning' && has(self.posture.versioning))"
                + " || (e.facet == 'mfaDelete' && has(self.posture.mfaDelete))"
                + " || (e.facet == 'logging' && has(self.posture.logging))"
                + " || (e.facet == 'secureTransport' && has(self.posture.secureTransport))"
                + " || (e.facet == 'networkAccess' && has(self.posture.networkAccess))"
                + " || (e.facet == 'accountAccess' && has(self.posture.accountAccess)))",
        message = "an exemption is from a facet that posture declares: declare the facet, or remove the exemption")
@ValidationRule(
        value = "!has(self.accessTracking) || has(self.posture.logging)"
                + " || (has(self.accessTracking.source) && self.accessTracking.source != 'ServerAccessLogs')",
        message =
                "accessTracking reads the logs that posture.logging declares: declare logging, or choose another source")
@ValidationRule(
        value = "!has(self.requireEvidence) || !self.requireEvidence || has(self.accessTracking)",
        message = "requireEvidence needs requests to look at: declare accessTracking")
@ValidationRule(
        value = "!has(self.acceptedImpact) || self.acceptedImpact.all(a,"
                + " (a.facet == 'secureTransport' && has(self.posture.secureTransport))"
                + " || (a.facet == 'networkAccess' && has(self.posture.networkAccess))"
                + " || (a.facet == 'accountAccess' && has(self.posture.accountAccess)))",
        message = "acceptedImpact is about a facet that posture declares: declare the facet, or remove the entry")
public record S3BucketPolicySpec(
        @JsonPropertyDescription("The one bucket that this policy governs.")
        @SelectableField
        @Size(max = 63)
        @ValidationRule(value = Form.BUCKET_NAME, message = Form.BUCKET_NAME_ADVICE)
        @ValidationRule(
                value = "!self.endsWith('--x-s3')",
                message = "directory buckets (--x-s3) have no such settings: name a general purpose bucket")
        @ValidationRule(value = "!self.contains('..')", message = "a bucket name has no two dots in a row")
        @ValidationRule(
                value = "!self.matches('^[0-9]+[.][0-9]+[.][0-9]+[.][0-9]+$')",
                message = "a bucket name is not an IP address: write the bucket's name")
        @ValidationRule(
                value = "!self.startsWith('xn--') && !self.endsWith('-s3alias')",
                message = "names with xn-- or -s3alias are reserved by S3: write the bucket's own name")
        @Nullable
        String bucketName,

        @JsonPropertyDescription("A fleet of buckets: all that match every one of its fields.") @Nullable
        BucketSelector bucketSelector,

        @JsonPropertyDescription("Account that owns the bucket, 12 digits in quotes. Sent with every call, so that a"
                + " bucket of somebody else is never touched. With bucketSelector: only buckets of this account.")
        @Size(max = 12)
        @ValidationRule(
                value = "self.matches('^[0-9]{12}$')",
                message = "write the account as 12 digits in quotes, such as \"123456789012\"")
        @Nullable
        String accountId,

        @JsonPropertyDescription("Region of the one bucket; found when left out.")
        @Size(max = 32)
        @ValidationRule(
                value = "self.matches('^[a-z]{2,8}(-[a-z]+)+-[0-9]+$')",
                message = "write a region such as eu-central-1, or leave it out to have it found")
        @Nullable
        String region,

        @JsonPropertyDescription("Audit reports only; Enforce also closes the differences.")
        @Default("Audit")
        @SelectableField
        @Nullable
        Mode mode,

        @JsonPropertyDescription("Time between two full checks, at least 1m, such as 10m or 1h30m.")
        @Default("10m")
        @Size(max = 16)
        @ValidationRule(
                value = "self.matches('^([0-9]{1,4}h)?([0-9]{1,5}m)?([0-9]{1,6}s)?$') && size(self) > 0",
                message = "write hours, minutes and seconds, such as 10m, 90s or 1h30m")
        @ValidationRule(
                value = "!self.matches('^([0-9]{1,4}h)?([0-9]{1,5}m)?([0-9]{1,6}s)?$') || size(self) == 0"
                        + " || duration(self) >= duration('1m')",
                message = "an interval is at least 1m")
        @Nullable
        String interval,

        @JsonPropertyDescription("What must hold. A facet left out is unmanaged: neither judged nor written.")
        @Required
        @Nullable
        Posture posture,

        @JsonPropertyDescription("Facets knowingly left out until a day: neither counted nor written until then.")
        @Nullable
        List<Exemption> exemptions,

        @JsonPropertyDescription(
                "Who uses the buckets, told by an S3BucketAccess for each; nothing is read when left out.")
        @Nullable
        AccessTracking accessTracking,

        @JsonPropertyDescription(
                "true: secureTransport, networkAccess and accountAccess are enforced on a bucket only once"
                        + " the requests of the last evidenceDays show that they deny nobody, or what they deny is accepted in"
                        + " acceptedImpact.")
        @Nullable
        Boolean requireEvidence,

        @JsonPropertyDescription("Restrictions that may be enforced although requests would have been denied.")
        @Nullable
        List<AcceptedImpact> acceptedImpact,

        @JsonIgnore @Nullable String unreadable) {

    public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(10);

    /** A spec that could not be read in full: nothing of it may be acted upon. */
    public static S3BucketPolicySpec unreadable(String why) {
        return new S3BucketPolicySpec(null, null, null, null, null, null, null, null, null, null, null, why);
    }

    /** One that tracks no access. */
    public S3BucketPolicySpec(
            @Nullable String bucketName,
            @Nullable BucketSelector bucketSelector,
            @Nullable String accountId,
            @Nullable String region,
            @Nullable Mode mode,
            @Nullable String interval,
            @Nullable Posture posture,
            @Nullable List<Exemption> exemptions,
            @Nullable String unreadable) {
        this(
                bucketName,
                bucketSelector,
                accountId,
                region,
                mode,
                interval,
                posture,
                exemptions,
                null,
                null,
                null,
                unreadable);
    }

    /** Whether a restriction waits for evidence that it denies nobody. */
    public boolean requiresEvidence() {
        return Boolean.TRUE.equals(requireEvidence);
    }

    /** Whether a facet is enforced only once it is known to deny nobody. */
    public boolean awaitsEvidence(String facet) {
        return requiresEvidence() && AcceptedImpact.RESTRICTING.contains(facet);
    }

    /** Audit unless the spec says otherwise. */
    public Mode effectiveMode() {
        return mode == null ? Mode.Audit : mode;
    }

    /** The time between two full checks; admission guarantees the format. */
    public Duration effectiveInterval() {
        return interval == null ? DEFAULT_INTERVAL : Intervals.parse(interval);
    }

    /** The same where no policy is checked more often than the operator's floor. */
    public Duration effectiveInterval(Duration floor) {
        var wanted = effectiveInterval();
        return wanted.compareTo(floor) < 0 ? floor : wanted;
    }

    static final class Deserializer extends SpecDeserializer<S3BucketPolicySpec> {

        Deserializer() {
            super(S3BucketPolicySpec.class, S3BucketPolicySpec::unreadable, "Nothing is checked or written");
        }
    }
}
