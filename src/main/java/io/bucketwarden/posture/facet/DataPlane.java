package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Reason;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the restricting statements have in common: they deny objects and listings only, never the policy document, so
 * that whoever is shut out by mistake can still repair it; and they exempt AWS services and the operator.
 */
final class DataPlane {

    private static final String[] ACTIONS = {
        "s3:GetObject*",
        "s3:PutObject*",
        "s3:DeleteObject*",
        "s3:ListBucket*",
        "s3:ListMultipartUploadParts",
        "s3:AbortMultipartUpload",
        "s3:RestoreObject"
    };

    private DataPlane() {}

    /** A Deny for everyone but AWS services, service-linked roles, the operator and {@code exempt}. */
    static Statement.Builder deny(String sid, BucketIdentity bucket, List<String> exempt) {
        return Statement.deny(sid)
                .principal("*")
                .actions(ACTIONS)
                .resources(bucket.arn(), bucket.arn() + "/*")
                .condition("BoolIfExists", "aws:PrincipalIsAWSService", "false")
                .condition("BoolIfExists", "aws:ViaAWSService", "false")
                .condition("ArnNotLikeIfExists", "aws:PrincipalArn", exemptPrincipals(bucket, exempt));
    }

    static String[] exemptPrincipals(BucketIdentity bucket, List<String> exempt) {
        if (bucket.operatorPrincipals().isEmpty()) {
            throw new CallFailed(
                    Reason.CheckFailed,
                    "The operator does not know who it is, so it cannot exempt itself from a Deny: allow"
                            + " sts:GetCallerIdentity to be reached, or set --operator-principal.");
        }
        var serviceLinked = "arn:" + bucket.partition() + ":iam::*:role/aws-service-role/*";
        return Stream.of(bucket.operatorPrincipals().stream(), exempt.stream(), Stream.of(serviceLinked))
                .flatMap(s -> s)
                .distinct()
                .toArray(String[]::new);
    }
}
