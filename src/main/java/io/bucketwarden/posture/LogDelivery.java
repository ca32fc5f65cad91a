package io.bucketwarden.posture;

import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.Permission;

/**
 * How access logs of other buckets get into a bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html">Access logs</a>
 */
public final class LogDelivery {

    private static final String GROUP = "http://acs.amazonaws.com/groups/s3/LogDelivery";

    private LogDelivery() {}

    /** Whether a grant of the ACL lets the log delivery group write. */
    public static boolean isGrantedBy(GetBucketAclResponse acl) {
        return acl.grants().stream()
                .anyMatch(grant -> grant.grantee() != null
                        && GROUP.equals(grant.grantee().uri())
                        && (grant.permission() == Permission.WRITE || grant.permission() == Permission.FULL_CONTROL));
    }
}
