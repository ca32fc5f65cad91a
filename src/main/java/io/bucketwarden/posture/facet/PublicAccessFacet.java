package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Exposure.Through;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.PublicAccess;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Part;
import io.bucketwarden.posture.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** No access for everyone: the four block settings, no public ACL grant, no public policy document. */
final class PublicAccessFacet implements Facet<PublicAccess, PublicExposure> {

    @Override
    public About about() {
        return new About(
                "publicAccess",
                "A bucket open to everyone, or to every AWS account, leaks its data.",
                List.of(
                        "s3:GetBucketPublicAccessBlock",
                        "s3:GetAccountPublicAccessBlock",
                        "s3:GetBucketAcl",
                        "s3:GetBucketOwnershipControls",
                        "s3:GetBucketPolicy",
                        "s3:GetBucketPolicyStatus",
                        "s3:GetBucketTagging"),
                List.of("s3:PutBucketPublicAccessBlock", "s3:PutBucketAcl"),
                List.of(
                        "GetPublicAccessBlock",
                        "GetBucketAcl",
                        "GetBucketOwnershipControls",
                        "GetBucketPolicy",
                        "GetBucketPolicyStatus",
                        "GetBucketTagging",
                        "PutPublicAccessBlock",
                        "PutBucketAcl"),
                new About.Controls(
                        List.of("S3.2", "S3.3", "S3.8"),
                        List.of("2.1.4"),
                        List.of(
                                "s3_bucket_level_public_access_block",
                                "s3_bucket_public_access",
                                "s3_bucket_public_list_acl",
                                "s3_bucket_public_write_acl",
                                "s3_bucket_policy_public_write_access")),
                "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html");
    }

    @Override
    public Set<Part> changes() {
        return Set.of(Part.PublicAccessBlock, Part.Acl);
    }

    @Override
    public Optional<PublicAccess> desired(Posture posture) {
        return Optional.ofNullable(posture.publicAccess()).filter(wanted -> Boolean.TRUE.equals(wanted.block()));
    }

    @Override
    public PublicExposure observe(LiveBucket bucket, PublicAccess desired) {
        var observed = PublicExposure.of(bucket);
        return desired.exemptTag() != null && !observed.drifts().isEmpty() ? observed.withTags(bucket) : observed;
    }

    @Override
    public List<Drift> compare(PublicAccess desired, PublicExposure observed) {
        return observed.drifts();
    }

    @Override
    public Optional<CallFailed> unread(PublicExposure observed) {
        return observed.unread();
    }

    @Override
    public Optional<String> exempt(PublicAccess desired, PublicExposure observed) {
        return PublicTag.among(observed.tags(), PublicTag.of(desired))
                .map(tag -> "The bucket carries the tag " + tag + ", so it may stay public.");
    }

    /** Nobody has a claim to keep a bucket open against its policy, and closing it again does no harm. */
    @Override
    public boolean yieldsToOthers() {
        return false;
    }

    @Override
    public List<Remedy> remedy(PublicAccess desired, PublicExposure observed) {
        if (observed.tags().failure().isPresent()) {
            // It may be meant to be public, and closing it would break whoever reads it.
            return List.of();
        }
        var tag = PublicTag.of(desired);
        var remedies = new ArrayList<Remedy>();
        if (!observed.openSettings().isEmpty()) {
            remedies.add(PublicTag.unlessCarried(tag, BlockSettings.allOn()));
        }
        if (!observed.through(Through.Acl).isEmpty()) {
            remedies.add(PublicTag.unlessCarried(tag, AclGrants.withoutPublicOnes()));
        }
        if (!observed.through(Through.PolicyDocument).isEmpty()) {
            remedies.add(new Remedy.Manual(
                    "The policy document itself is public: " + observed.statements()
                            + ". The block settings neutralise it, but S3 refuses further changes to the document while they"
                            + " are on. Remove or narrow the statement; the operator never edits statements of others.",
                    false));
        }
        return List.copyOf(remedies);
    }
}
