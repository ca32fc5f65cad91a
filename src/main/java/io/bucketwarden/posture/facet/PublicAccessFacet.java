package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.PublicAccess;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** No access for everyone: the four block settings, no public ACL grant, no public policy document. */
final class PublicAccessFacet implements Facet<PublicAccess, PublicExposure> {

    @Override
    public About about() {
        return new About(
                "publicAccess",
                "A bucket open to everyone, or to every AWS account, leaks its data.",
                List.of("s3:GetBucketPublicAccessBlock", "s3:GetBucketAcl", "s3:GetBucketPolicy"),
                List.of("s3:PutBucketPublicAccessBlock", "s3:PutBucketAcl"),
                List.of(
                        "GetPublicAccessBlock",
                        "GetBucketAcl",
                        "GetBucketPolicy",
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
    public Optional<PublicAccess> desired(Posture posture) {
        return Optional.ofNullable(posture.publicAccess()).filter(wanted -> Boolean.TRUE.equals(wanted.block()));
    }

    @Override
    public PublicExposure observe(LiveBucket bucket, PublicAccess desired) {
        return PublicExposure.of(bucket);
    }

    @Override
    public List<Drift> compare(PublicAccess desired, PublicExposure observed) {
        var drifts = new ArrayList<>(observed.openSettings());
        observed.publicGrants()
                .forEach(grant ->
                        drifts.add(new Drift("publicAccess.acl", "no public grant", AclGrants.describe(grant))));
        if (!observed.statementNames().isEmpty()) {
            drifts.add(new Drift("publicAccess.policyDocument", "no public statement", observed.statementNames()));
        }
        return List.copyOf(drifts);
    }

    @Override
    public Optional<CallFailed> unread(PublicExposure observed) {
        return observed.unread();
    }

    /** Nobody has a claim to keep a bucket open against its policy, and closing it again does no harm. */
    @Override
    public boolean yieldsToOthers() {
        return false;
    }

    @Override
    public List<Remedy> remedy(PublicAccess desired, PublicExposure observed) {
        var remedies = new ArrayList<Remedy>();
        if (!observed.openSettings().isEmpty()) {
            remedies.add(BlockSettings.allOn());
        }
        if (!observed.publicGrants().isEmpty()) {
            remedies.add(AclGrants.withoutPublicOnes());
        }
        if (!observed.statementNames().isEmpty()) {
            remedies.add(new Remedy.Manual(
                    "The policy document itself is public (" + observed.statementNames()
                            + "). The block settings neutralise it, but S3 refuses further changes to the document while they"
                            + " are on. Remove or narrow the statement; the operator never edits statements of others.",
                    false));
        }
        return List.copyOf(remedies);
    }
}
