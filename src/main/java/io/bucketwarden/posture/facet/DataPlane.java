package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Reason;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the restricting statements have in common: they deny objects and listings only, never the policy document, so
 * that whoever is shut out by mistake can still repair it; and they exempt AWS services acting by themselves, and the
 * operator.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html">Data
 *     perimeters</a>
 */
final class DataPlane {

    static final List<String> ACTIONS = List.of(
            "s3:GetObject*",
            "s3:PutObject*",
            "s3:DeleteObject*",
            "s3:ListBucket*",
            "s3:ListMultipartUploadParts",
            "s3:AbortMultipartUpload",
            "s3:RestoreObject");

    /** Before data is denied, it is asked what S3 itself does with it. */
    static final List<String> WRITE_ACTIONS = List.of(
            "s3:PutBucketPolicy",
            "s3:DeleteBucketPolicy",
            "s3:GetReplicationConfiguration",
            "s3:GetInventoryConfiguration",
            "s3:GetBucketAcl");

    static final List<String> API_CALLS = List.of(
            "GetBucketPolicy",
            "PutBucketPolicy",
            "DeleteBucketPolicy",
            "GetBucketReplication",
            "ListBucketInventoryConfigurations");

    private DataPlane() {}

    /** A Deny for everyone but AWS services acting by themselves, the operator and {@code exempt}. */
    static Statement.Builder deny(String sid, List<String> actions, BucketIdentity bucket, List<String> exempt) {
        return Statement.deny(sid)
                .principal("*")
                .actions(actions.toArray(String[]::new))
                .resources(bucket.arn(), bucket.arn() + "/*")
                .condition("BoolIfExists", "aws:PrincipalIsAWSService", "false")
                .condition("ArnNotLikeIfExists", "aws:PrincipalArn", exemptPrincipals(bucket, exempt));
    }

    static String[] exemptPrincipals(BucketIdentity bucket, List<String> exempt) {
        if (bucket.operatorPrincipals().isEmpty()) {
            throw new CallFailed(
                    Reason.CheckFailed,
                    "The operator does not know who it is, so it cannot exempt itself from a Deny: allow"
                            + " sts:GetCallerIdentity to be reached, or set --operator-principal.");
        }
        return Stream.concat(bucket.operatorPrincipals().stream(), exempt.stream())
                .distinct()
                .toArray(String[]::new);
    }
}
