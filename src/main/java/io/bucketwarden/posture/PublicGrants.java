package io.bucketwarden.posture;

import java.util.List;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.Grant;

/** Grants of an access control list to everyone, signed in or not. "Authenticated" means any AWS account in the world. */
public final class PublicGrants {

    private static final String GROUPS = "http://acs.amazonaws.com/groups/global/";
    private static final String ALL_USERS = GROUPS + "AllUsers";
    private static final String AUTHENTICATED_USERS = GROUPS + "AuthenticatedUsers";

    private PublicGrants() {}

    public static List<Grant> in(GetBucketAclResponse acl) {
        return acl.grants().stream().filter(PublicGrants::isOne).toList();
    }

    public static boolean isOne(Grant grant) {
        return isToEveryone(grant) || isTo(AUTHENTICATED_USERS, grant);
    }

    static boolean isToEveryone(Grant grant) {
        return isTo(ALL_USERS, grant);
    }

    private static boolean isTo(String group, Grant grant) {
        return grant.grantee() != null && group.equals(grant.grantee().uri());
    }
}
