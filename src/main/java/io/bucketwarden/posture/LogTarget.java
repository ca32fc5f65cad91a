package io.bucketwarden.posture;

import io.bucketwarden.iam.PolicyDocument;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a bucket that shall receive access logs.
 *
 * @param region empty when the bucket exists but its region could not be told
 * @param ownerId the owner's canonical id, or null when it could not be read
 * @param defaultRetention whether Object Lock keeps every new object, which refuses log delivery
 * @param aclAllowsDelivery whether the log delivery group may write by ACL
 * @param unreadable why something of it could not be read, for people; null when all was read
 */
public record LogTarget(
        String name,
        boolean exists,
        String region,
        @Nullable String ownerId,
        boolean defaultRetention,
        boolean aclAllowsDelivery,
        PolicyDocument policyDocument,
        @Nullable String unreadable) {

    public static LogTarget missing(String name) {
        return new LogTarget(name, false, "", null, false, false, PolicyDocument.empty(), null);
    }

    public Optional<String> problemReading() {
        return Optional.ofNullable(unreadable);
    }
}
