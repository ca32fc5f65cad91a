package io.bucketwarden.posture;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.bucketwarden.iam.Statement;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a bucket may be open, decided by what is not read.
 *
 * @param detail the Sid of the statement that leaves it to others; null when it has none, or there is none
 * @param advice why it is not known, and what settles it, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Doubt(Through through, @Nullable String detail, String advice) {

    /** Who decides. */
    public enum Through {
        /** Each object has an ACL of its own, and a bucket may have any number of them. */
        ObjectAcls,
        /** Each access point has a policy of its own, which S3 keeps apart from the bucket. */
        AccessPoints
    }

    static Doubt ofObjects() {
        return new Doubt(
                Through.ObjectAcls,
                null,
                "ACLs of single objects count and are not read, so some objects may be open. Turn on ignorePublicAcls, or"
                        + " set object ownership to BucketOwnerEnforced.");
    }

    static Doubt of(Statement delegation) {
        return new Doubt(
                Through.AccessPoints,
                delegation.sid().orElse(null),
                "The policy document lets access points decide, and their policies are not read. Read them (aws s3control"
                        + " list-access-points and get-access-point-policy), or turn on restrictPublicBuckets.");
    }
}
