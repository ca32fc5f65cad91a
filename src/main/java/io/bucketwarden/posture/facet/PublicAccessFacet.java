package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.PublicAccess;
import io.bucketwarden.iam.PublicPolicy;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;

/** No access for everyone: the four block settings, no public ACL grant, no public policy document. */
final class PublicAccessFacet implements Facet<PublicAccess, PublicAccessFacet.Observed> {

    record Observed(BlockSettings block, GetBucketAclResponse acl, List<Statement> publicStatements) {}

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
    public Observed observe(LiveBucket bucket, PublicAccess desired) {
        return new Observed(
                BlockSettings.of(bucket), bucket.acl(), PublicPolicy.publicStatements(bucket.policyDocument()));
    }

    @Override
    public List<Drift> compare(PublicAccess desired, Observed observed) {
        var drifts = new ArrayList<>(observed.block().drifts());
        AclGrants.publicOnes(observed.acl())
                .forEach(grant ->
                        drifts.add(new Drift("publicAccess.acl", "no public grant", AclGrants.describe(grant))));
        if (!observed.publicStatements().isEmpty()) {
            drifts.add(new Drift("publicAccess.policyDocument", "no public statement", names(observed)));
        }
        return List.copyOf(drifts);
    }

    @Override
    public List<Remedy> remedy(PublicAccess desired, Observed observed) {
        var remedies = new ArrayList<Remedy>();
        if (!observed.block().drifts().isEmpty()) {
            remedies.add(BlockSettings.allOn());
        }
        if (!AclGrants.publicOnes(observed.acl()).isEmpty()) {
            remedies.add(AclGrants.withoutPublicOnes(observed.acl()));
        }
        if (!observed.publicStatements().isEmpty()) {
            remedies.add(new Remedy.Manual(
                    "The policy document itself is public (" + names(observed)
                            + "). The block settings neutralise it, but S3 refuses further changes to the document while they"
                            + " are on. Remove or narrow the statement; the operator never edits statements of others.",
                    false));
        }
        return List.copyOf(remedies);
    }

    private static String names(Observed observed) {
        return observed.publicStatements().stream()
                .map(statement -> "statement " + statement.sid().orElse("without Sid"))
                .collect(Collectors.joining(", "));
    }
}
