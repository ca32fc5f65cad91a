package io.bucketwarden.tracking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names for the resource of one bucket of one policy. */
final class AccessName {

    /** Longest name of a resource. */
    private static final int LONGEST = 253;

    private AccessName() {}

    /** What people would look for: the policy's name where it names the bucket, else with the bucket's. */
    static String readable(String policy, String bucket, boolean namesIt) {
        var name = namesIt ? policy : policy + "." + bucket;
        return name.length() <= LONGEST ? name : unmistakable(policy, bucket);
    }

    /** One that nobody else has, for where the readable one is taken. */
    static String unmistakable(String policy, String bucket) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest((policy + "/" + bucket).getBytes(StandardCharsets.UTF_8));
            return "access-" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
