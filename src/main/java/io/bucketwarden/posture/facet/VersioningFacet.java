package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.VersioningStatus;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Part;
import io.bucketwarden.posture.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.MFADeleteStatus;

/** Whether overwritten and deleted objects can be brought back. */
final class VersioningFacet implements Facet<VersioningStatus, GetBucketVersioningResponse> {

    @Override
    public About about() {
        return new About(
                "versioning",
                "Without versions, an overwrite or a delete is final.",
                List.of("s3:GetBucketVersioning"),
                List.of("s3:PutBucketVersioning"),
                List.of("GetBucketVersioning", "PutBucketVersioning"),
                new About.Controls(List.of("S3.14"), List.of(), List.of("s3_bucket_object_versioning")),
                "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html");
    }

    @Override
    public Set<Part> changes() {
        return Set.of(Part.Versioning);
    }

    @Override
    public Optional<VersioningStatus> desired(Posture posture) {
        return Optional.ofNullable(posture.versioning()).map(Posture.Versioning::status);
    }

    @Override
    public GetBucketVersioningResponse observe(LiveBucket bucket, VersioningStatus desired) {
        return bucket.versioning();
    }

    @Override
    public List<Drift> compare(VersioningStatus desired, GetBucketVersioningResponse observed) {
        var actual = observed.status() == null ? "never enabled" : observed.statusAsString();
        return Drift.between("versioning.status", desired.name(), actual);
    }

    @Override
    public List<Remedy> remedy(VersioningStatus desired, GetBucketVersioningResponse observed) {
        if (observed.mfaDelete() == MFADeleteStatus.ENABLED) {
            return List.of(new Remedy.Manual(
                    "MFA delete is on, so only the root user can change versioning, with the MFA device at hand.",
                    false));
        }
        return List.of(new Remedy.Write(
                "PutBucketVersioning: " + desired,
                "s3:PutBucketVersioning",
                bucket -> bucket.s3()
                        .putBucketVersioning(r -> r.bucket(bucket.identity().name())
                                .expectedBucketOwner(bucket.identity().expectedOwner())
                                // Never MFADelete here: only root may send it.
                                .versioningConfiguration(
                                        c -> c.status(BucketVersioningStatus.fromValue(desired.name()))))));
    }
}
