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
 * @param breakGlass ARNs of the people's way in when all else fails, which are among those never to be locked out
 */
public record BucketIdentity(
        String name,
        String region,
        String partition,
        @Nullable String expectedOwner,
        List<String> operatorPrincipals,
        @Nullable String operatorAccount,
        Server server,
        List<String> breakGlass) {

    /** A bucket that is only spoken of: nothing of it is judged or written. */
    public static BucketIdentity named(String name, String region, @Nullable String owner) {
        return new BucketIdentity(name, region, partitionOf(region), owner, List.of(), owner, Server.AWS, List.of());
    }

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
