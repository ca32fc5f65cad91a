package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.OwnershipRule;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.PublicGrants;
import io.bucketwarden.posture.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;

/** Who owns new objects, and whether access control lists count at all. */
final class ObjectOwnershipFacet implements Facet<OwnershipRule, ObjectOwnershipFacet.Observed> {

    /** The ACL matters only on the way to BucketOwnerEnforced. */
    record Observed(String rule, Optional<GetBucketAclResponse> acl) {}

    /** What S3 does when a bucket has no ownership controls. */
    private static final String UNSET = "ObjectWriter";

    @Override
    public About about() {
        return new About(
                "objectOwnership",
                "While access control lists count, whoever writes an object decides who may read it.",
                List.of("s3:GetBucketOwnershipControls", "s3:GetBucketAcl"),
                List.of("s3:PutBucketOwnershipControls", "s3:PutBucketAcl"),
                List.of("GetBucketOwnershipControls", "GetBucketAcl", "PutBucketOwnershipControls", "PutBucketAcl"),
                new About.Controls(List.of("S3.12"), List.of(), List.of("s3_bucket_acl_prohibited")),
                "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html");
    }

    @Override
    public Optional<OwnershipRule> desired(Posture posture) {
        return Optional.ofNullable(posture.objectOwnership()).map(Posture.ObjectOwnership::rule);
    }

    @Override
    public Observed observe(LiveBucket bucket, OwnershipRule desired) {
        var rule = bucket.ownership()
                .map(OwnershipControlsRule::objectOwnershipAsString)
                .orElse(UNSET);
        var onTheWay = desired == OwnershipRule.BucketOwnerEnforced && !rule.equals(desired.name());
        return new Observed(rule, onTheWay ? Optional.of(bucket.acl()) : Optional.empty());
    }

    @Override
    public List<Drift> compare(OwnershipRule desired, Observed observed) {
        return Drift.between("objectOwnership.rule", desired.name(), observed.rule());
    }

    @Override
    public List<Remedy> remedy(OwnershipRule desired, Observed observed) {
        var foreign = observed.acl().map(AclGrants::foreignOnes).orElse(List.of());
        if (!foreign.isEmpty()) {
            return List.of(new Remedy.Manual(
                    "BucketOwnerEnforced would cancel grants that others rely on: "
                            + foreign.stream().map(AclGrants::describe).collect(Collectors.joining(", "))
                            + ". Grant the same in the policy document, then remove them from the ACL.",
                    false));
        }
        var remedies = new ArrayList<Remedy>();
        observed.acl()
                .filter(acl -> !PublicGrants.in(acl).isEmpty())
                .ifPresent(acl -> remedies.add(AclGrants.withoutPublicOnes()));
        remedies.add(new Remedy.Write(
                "PutBucketOwnershipControls: " + desired,
                "s3:PutBucketOwnershipControls",
                bucket -> put(bucket, desired)));
        return List.copyOf(remedies);
    }

    private static void put(LiveBucket bucket, OwnershipRule desired) {
        var rule = OwnershipControlsRule.builder()
                .objectOwnership(ObjectOwnership.fromValue(desired.name()))
                .build();
        bucket.s3()
                .putBucketOwnershipControls(r -> r.bucket(bucket.identity().name())
                        .expectedBucketOwner(bucket.identity().expectedOwner())
                        .ownershipControls(c -> c.rules(rule)));
    }
}
