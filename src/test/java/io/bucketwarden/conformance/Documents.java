package io.bucketwarden.conformance;

import io.bucketwarden.posture.AwsFailure;
import io.bucketwarden.posture.BucketIdentity;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Policy documents of others. */
final class Documents {

    private Documents() {}

    static String partition(Room room) {
        return BucketIdentity.partitionOf(room.store().region());
    }

    static String arn(Room room, String bucket) {
        return "arn:" + partition(room) + ":s3:::" + bucket;
    }

    /** One that lets everybody read objects, of which there are none. */
    static String open(Room room, String bucket) {
        return of("""
            {"Sid":"Open","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"%s/*"}\
            """.formatted(arn(room, bucket)));
    }

    /** Denies everybody one action on the bucket, but never the policy document. */
    static String denying(Room room, String bucket, String action) {
        return of("""
            {"Sid":"Denied","Effect":"Deny","Principal":"*","Action":"%s","Resource":"%s"}\
            """.formatted(action, arn(room, bucket)));
    }

    static String of(String statement) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}";
    }

    static void put(Room room, String bucket, String document) {
        room.s3().putBucketPolicy(r -> r.bucket(bucket).policy(document));
    }

    /** The document as the store gives it; empty when there is none. */
    static String of(Room room, String bucket) {
        try {
            return room.s3().getBucketPolicy(r -> r.bucket(bucket)).policy();
        } catch (S3Exception e) {
            if (AwsFailure.code(e).equals("NoSuchBucketPolicy")) {
                return "";
            }
            throw e;
        }
    }
}
