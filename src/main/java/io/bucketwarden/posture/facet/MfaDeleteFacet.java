package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.MfaDelete;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.MFADeleteStatus;

/** Deletes need a second factor. Only the root user can turn it on, so here a person is told exactly how. */
final class MfaDeleteFacet implements Facet<MfaDelete, MfaDeleteFacet.Observed> {

    static final String SID = "BucketwardenMfaDelete";

    private static final String UNVERSIONED =
            "Without versions a plain delete is final, MFA or not, so there is nothing for"
                    + " MFA delete to guard: declare versioning: {status: Enabled} beside it.";

    /** {@code statements}: the compensating ones that are wanted now. */
    record Observed(
            BucketIdentity bucket,
            boolean on,
            boolean versioned,
            boolean lifecycle,
            PolicyDocument document,
            List<Statement> statements) {}

    @Override
    public About about() {
        return new About(
                "mfaDelete",
                "A stolen key alone must not be able to destroy versions for good.",
                List.of("s3:GetBucketVersioning", "s3:GetLifecycleConfiguration", "s3:GetBucketPolicy"),
                List.of("s3:PutBucketPolicy", "s3:DeleteBucketPolicy"),
                List.of(
                        "GetBucketVersioning",
                        "GetBucketLifecycleConfiguration",
                        "GetBucketPolicy",
                        "PutBucketPolicy",
                        "DeleteBucketPolicy"),
                new About.Controls(List.of("S3.20"), List.of("2.1.2"), List.of("s3_bucket_no_mfa_delete")),
                "https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html");
    }

    @Override
    public Optional<MfaDelete> desired(Posture posture) {
        return Optional.ofNullable(posture.mfaDelete());
    }

    @Override
    public Set<String> sids() {
        return Set.of(SID);
    }

    @Override
    public Observed observe(LiveBucket bucket, MfaDelete desired) {
        var versioning = bucket.versioning();
        var on = versioning.mfaDelete() == MFADeleteStatus.ENABLED;
        var compensate = Boolean.TRUE.equals(desired.denyDeletesWithoutMfa()) && !on;
        return new Observed(
                bucket.identity(),
                on,
                versioning.status() == BucketVersioningStatus.ENABLED,
                required(desired) && !on && bucket.hasLifecycleRules(),
                bucket.policyDocument(),
                compensate ? List.of(denyWithoutMfa(bucket.identity(), desired)) : List.of());
    }

    @Override
    public List<Drift> compare(MfaDelete desired, Observed observed) {
        var drifts = new ArrayList<Drift>();
        if (required(desired) && !observed.on()) {
            drifts.add(new Drift("mfaDelete.required", "Enabled", "Disabled"));
        }
        if (!required(desired) && !observed.versioned()) {
            drifts.add(new Drift("mfaDelete.versioning", "Enabled", "not enabled"));
        }
        drifts.addAll(OwnStatements.compare(name(), observed.document(), observed.statements(), sids()));
        return List.copyOf(drifts);
    }

    @Override
    public List<Remedy> remedy(MfaDelete desired, Observed observed) {
        var remedies = new ArrayList<>(OwnStatements.remedy(observed.document(), observed.statements(), sids()));
        if (required(desired) && !observed.on()) {
            var compensated = remedies.isEmpty() && !observed.statements().isEmpty() && observed.versioned();
            remedies.add(new Remedy.Manual(
                    MfaDeleteCommand.instruction(observed.bucket(), observed.lifecycle()), compensated));
        } else if (!observed.versioned()) {
            remedies.add(new Remedy.Manual(UNVERSIONED, false));
        }
        return List.copyOf(remedies);
    }

    private static boolean required(MfaDelete desired) {
        return Boolean.TRUE.equals(desired.required());
    }

    static Statement denyWithoutMfa(BucketIdentity bucket, MfaDelete desired) {
        var exempt = desired.exemptPrincipals() == null ? List.<String>of() : desired.exemptPrincipals();
        return Statement.deny(SID)
                .principal("*")
                .actions("s3:DeleteObjectVersion", "s3:DeleteBucket", "s3:PutLifecycleConfiguration")
                .resources(bucket.arn(), bucket.arn() + "/*")
                // The key is absent for long-term keys and machines: IfExists denies those too, as intended.
                .condition("BoolIfExists", "aws:MultiFactorAuthPresent", "false")
                .condition("ArnNotLikeIfExists", "aws:PrincipalArn", DataPlane.exemptPrincipals(bucket, exempt))
                .build();
    }
}
