package io.bucketwarden.posture.facet;

import io.bucketwarden.posture.BucketIdentity;

/**
 * What the root user has to type to turn MFA delete on, since nobody else can.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html">MFA delete</a>
 */
final class MfaDeleteCommand {

    private MfaDeleteCommand() {}

    /** @param lifecycle whether the bucket has lifecycle rules, which exclude MFA delete */
    static String instruction(BucketIdentity bucket, boolean lifecycle) {
        var account = bucket.ownerAccount() == null ? "ACCOUNT_ID" : bucket.ownerAccount();
        var command = "aws s3api put-bucket-versioning --bucket " + bucket.name() + " --region " + bucket.region()
                + " --versioning-configuration Status=Enabled,MFADelete=Enabled --mfa \"arn:" + bucket.partition()
                + ":iam::" + account + ":mfa/DEVICE CODE\"";
        if (lifecycle) {
            return "MFA delete cannot be turned on while the bucket has lifecycle rules: S3 allows one or the other."
                    + " Remove the rules, or stop requiring MFA delete. Then, as the root user: " + command;
        }
        return "Only the root user of the owning account can turn MFA delete on, with its MFA device at hand: "
                + command;
    }
}
