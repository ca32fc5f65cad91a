package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.OwnershipRule;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Part;
import io.bucketwarden.posture.PublicGrants;
import io.bucketwarden.posture.Reading;
import io.bucketwarden.posture.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;

/** Who owns new objects, and whether access control lists count at all. */
final class ObjectOwnershipFacet implements Facet<ObjectOwnershipFacet.Desired, ObjectOwnershipFacet.Observed> {

    /** @param publicTag lets a bucket stay public, which BucketOwnerEnforced would end where it is so by ACLs */
    record Desired(OwnershipRule rule, Optional<PublicTag> publicTag) {}

    /** Tags and ACL matter only on the way to BucketOwnerEnforced, and the ACL only where the tags do not end it. */
    record Observed(String rule, Optional<GetBucketAclResponse> acl, Reading<Map<String, String>> tags) {}

    /** What S3 does when a bucket has no ownership controls. */
    private static final String UNSET = "ObjectWriter";

    @Override
    public About about() {
        return new About(
                "objectOwnership",
                "While access control lists count, whoever writes an object decides who may read it.",
                List.of("s3:GetBucketOwnershipControls", "s3:GetBucketAcl", "s3:GetBucketTagging"),
                List.of("s3:PutBucketOwnershipControls", "s3:PutBucketAcl"),
                List.of(
                        "GetBucketOwnershipControls",
                        "GetBucketAcl",
                        "GetBucketTagging",
                        "PutBucketOwnershipControls",
                        "PutBucketAcl"),
                new About.Controls(List.of("S3.12"), List.of(), List.of("s3_bucket_acl_prohibited")),
                "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html");
    }

    @Override
    public Set<Part> changes() {
        return Set.of(Part.Acl, Part.Ownership);
    }

    @Override
    public Optional<Desired> desired(Posture posture) {
        var tag = Optional.ofNullable(posture.publicAccess()).flatMap(PublicTag::of);
        return Optional.ofNullable(posture.objectOwnership())
                .map(Posture.ObjectOwnership::rule)
                .map(rule -> new Desired(rule, tag));
    }

    @Override
    public Observed observe(LiveBucket bucket, Desired desired) {
        var rule = bucket.ownership()
                .map(OwnershipControlsRule::objectOwnershipAsString)
                .orElse(UNSET);
        if (desired.rule() != OwnershipRule.BucketOwnerEnforced
                || rule.equals(desired.rule().name())) {
            return new Observed(rule, Optional.empty(), Reading.unasked());
        }
        var tags = desired.publicTag().isPresent() ? Reading.of(bucket::tags) : Reading.<Map<String, String>>unasked();
        var isUpToTheAcl = tags.failure().isEmpty()
                && PublicTag.among(tags, desired.publicTag()).isEmpty();
        return new Observed(rule, isUpToTheAcl ? Optional.of(bucket.acl()) : Optional.empty(), tags);
    }

    @Override
    public List<Drift> compare(Desired desired, Observed observed) {
        return Drift.between("objectOwnership.rule", desired.rule().name(), observed.rule());
    }

    @Override
    public Optional<CallFailed> unread(Observed observed) {
        return observed.tags().failure();
    }

    @Override
    public Optional<String> exempt(Desired desired, Observed observed) {
        return PublicTag.among(observed.tags(), desired.publicTag())
                .map(tag -> "The bucket carries the tag " + tag
                        + ", so it may stay public, also by ACLs, which BucketOwnerEnforced would cancel.");
    }

    @Override
    public List<Remedy> remedy(Desired desired, Observed observed) {
        if (observed.tags().failure().isPresent()) {
            // It may be meant to be public by ACLs.
            return List.of();
        }
        var foreign = observed.acl().map(AclGrants::foreignOnes).orElse(List.of());
        if (!foreign.isEmpty()) {
            return List.of(new Remedy.Manual(
                    "BucketOwnerEnforced would cancel grants that others rely on: "
                            + foreign.stream().map(AclGrants::describe).collect(Collectors.joining(", "))
                            + ". Grant the same in the policy document, then remove them from the ACL.",
                    false));
        }
        var remedies = new ArrayList<Remedy.Write>();
        observed.acl()
                .filter(acl -> !PublicGrants.in(acl).isEmpty())
                .ifPresent(acl -> remedies.add(AclGrants.withoutPublicOnes()));
        remedies.add(OwnershipWrite.of(desired.rule()));
        return remedies.stream()
                .<Remedy>map(write -> PublicTag.unlessCarried(desired.publicTag(), write))
                .toList();
    }
}
