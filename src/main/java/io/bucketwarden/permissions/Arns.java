package io.bucketwarden.permissions;

/** ARNs as {@code Resource} has them. */
final class Arns {

    private Arns() {}

    /** @param name of a bucket, or a glob over such names, which means the same to IAM as to us */
    static String bucket(String partition, String name) {
        return "arn:" + partition + ":s3:::" + name;
    }

    /** All objects of a bucket whose keys begin so. */
    static String objects(String partition, String bucket, String prefix) {
        return bucket(partition, bucket) + "/" + literal(prefix) + "*";
    }

    /**
     * A text that means itself.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Special
     *     characters</a>
     */
    private static String literal(String text) {
        return text.replace("$", "${$}").replace("*", "${*}").replace("?", "${?}");
    }
}
