package io.bucketwarden.permissions;

import java.util.List;

/** What reading logs needs, wherever they are. */
public final class LogNeeds {

    private LogNeeds() {}

    /**
     * To find objects of logs and read them.
     *
     * @param bucket ARN; the listing cannot be limited to a prefix, since the region is found by the same permission
     * @param objects ARN with a pattern of keys
     */
    public static List<Permission> of(String bucket, String objects) {
        return List.of(
                new Permission(Purpose.LIST_LOGS, FacetActions.LIST_BUCKET, bucket),
                new Permission(Purpose.READ_LOGS, "s3:GetObject", objects));
    }

    /**
     * To read what is encrypted.
     *
     * @param key ARN of a key of KMS with which logs, or the messages of a queue, are encrypted
     * @param services host names of those that ask KMS for the operator, which itself never does
     */
    public static Permission decrypting(String key, List<String> services) {
        return new Permission(Purpose.DECRYPT, "kms:Decrypt", key, services);
    }
}
