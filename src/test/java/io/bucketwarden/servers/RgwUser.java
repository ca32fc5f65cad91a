package io.bucketwarden.servers;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A user of RGW. Its tenants are what accounts are to AWS: they have buckets of their own, and policy documents name them.
 *
 * @see <a href="https://docs.ceph.com/en/pacific/radosgw/multitenancy/">Multitenancy</a>
 */
public record RgwUser(String account, String name) {

    public String arn() {
        return "arn:aws:iam::" + account + ":user/" + name;
    }

    public StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey(), secretKey()));
    }

    /** How others have to call a bucket of this user's account. */
    public String named(String bucket) {
        return account + ":" + bucket;
    }

    String accessKey() {
        return account + name;
    }

    String secretKey() {
        return "secret-of-" + name;
    }
}
