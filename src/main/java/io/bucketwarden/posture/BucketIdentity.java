package io.bucketwarden.posture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which bucket, where, whose, and who we are when we touch it.
 *
 * @param partition {@code aws}, {@code aws-cn} or {@code aws-us-gov}
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

    /** The owner's account: the declared one, else the caller's own. */
    public @Nullable String ownerAccount() {
        return expectedOwner != null ? expectedOwner : operatorAccount;
    }

    public static String partitionOf(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}
