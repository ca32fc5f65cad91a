package io.bucketwarden.posture.facet;

import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.PublicGrants;
import io.bucketwarden.posture.Remedy;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.Grant;

/** Reading and narrowing a bucket's access control list. */
final class AclGrants {

    private AclGrants() {}

    /** Grants to others than the owner that are not public: other accounts and service groups. */
    static List<Grant> foreignOnes(GetBucketAclResponse acl) {
        return acl.grants().stream()
                .filter(grant -> !PublicGrants.isOne(grant) && !isOwner(acl, grant))
                .toList();
    }

    /** One write that keeps every other grant as it is at that moment, so that none that was just revoked comes back. */
    static Remedy.Write withoutPublicOnes() {
        return new Remedy.Write(
                "PutBucketAcl: remove the public grants", "s3:PutBucketAcl", AclGrants::removePublicOnes);
    }

    private static void removePublicOnes(LiveBucket bucket) {
        var acl = bucket.again().acl();
        var kept = acl.grants().stream()
                .filter(grant -> !PublicGrants.isOne(grant))
                .toList();
        bucket.s3()
                .putBucketAcl(r -> r.bucket(bucket.identity().name())
                        .expectedBucketOwner(bucket.identity().expectedOwner())
                        .accessControlPolicy(p -> p.owner(acl.owner()).grants(kept)));
    }

    static String describe(Grant grant) {
        return grant.permissionAsString() + " to " + who(grant);
    }

    private static String who(Grant grant) {
        var uri = grant.grantee().uri();
        if (uri != null) {
            return "group " + uri.substring(uri.lastIndexOf('/') + 1);
        }
        return "canonical user " + grant.grantee().id();
    }

    private static boolean isOwner(GetBucketAclResponse acl, Grant grant) {
        return acl.owner() != null
                && grant.grantee() != null
                && grant.grantee().id() != null
                && Objects.equals(acl.owner().id(), grant.grantee().id());
    }
}
