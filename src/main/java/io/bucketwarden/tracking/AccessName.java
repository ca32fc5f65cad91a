package io.bucketwarden.tracking;

import io.bucketwarden.text.Sha256;

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
        return "access-" + Sha256.hex(policy + "/" + bucket, 16);
    }
}
