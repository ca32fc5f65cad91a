package io.bucketwarden.posture;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Which bucket, where, whose, and who we are when we touch it.
 *
 * @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov} and so on
 * @param expectedOwner the account id sent with every call, or null when the policy names none
 * @param operatorPrincipals ARNs and ARN patterns of the caller, never to be locked out; empty when unknown
 * @param plainHttp whether the calls go over http, which a TLS-only statement would deny
 */
public record BucketIdentity(
        String name,
        String region,
        String partition,
        @Nullable String expectedOwner,
        List<String> operatorPrincipals,
        @Nullable String operatorAccount,
        boolean plainHttp) {

    public String arn() {
        return "arn:" + partition + ":s3:::" + name;
    }

    /**
     * The owner's account: the declared one, else the caller's own. S3 gives the policy document to callers of the
     * owner's account only, so wherever there is one to judge or write, the caller's account is the owner's.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html">GetBucketPolicy</a>
     */
    public @Nullable String ownerAccount() {
        return expectedOwner != null ? expectedOwner : operatorAccount;
    }

    public static String partitionOf(String region) {
        return PartitionMetadata.of(Region.of(region)).id();
    }
}
