package io.bucketwarden.iam;

import java.util.List;
import java.util.stream.Stream;

/**
 * The actions on a bucket and on its objects.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_s3.html">Actions of S3</a>
 */
public final class S3Actions {

    public static final List<String> ADMINISTER_BUCKET =
            actions("DeleteBucket DeleteBucketPolicy DeleteBucketWebsite PutAccelerateConfiguration"
                    + " PutAnalyticsConfiguration PutBucketAcl PutBucketCORS PutBucketLogging"
                    + " PutBucketNotification PutBucketObjectLockConfiguration PutBucketOwnershipControls"
                    + " PutBucketPolicy PutBucketPublicAccessBlock PutBucketRequestPayment PutBucketTagging"
                    + " PutBucketVersioning PutBucketWebsite PutEncryptionConfiguration"
                    + " PutIntelligentTieringConfiguration PutInventoryConfiguration PutLifecycleConfiguration"
                    + " PutMetricsConfiguration PutReplicationConfiguration TagResource UntagResource"
                    + " PutBucketABAC");

    public static final List<String> READ_BUCKET =
            actions("GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAcl GetBucketCORS"
                    + " GetBucketLocation GetBucketLogging GetBucketNotification GetBucketObjectLockConfiguration"
                    + " GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus"
                    + " GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging GetBucketVersioning"
                    + " GetBucketWebsite GetEncryptionConfiguration GetIntelligentTieringConfiguration"
                    + " GetInventoryConfiguration GetLifecycleConfiguration GetMetricsConfiguration"
                    + " GetReplicationConfiguration ListTagsForResource GetBucketABAC");

    public static final List<String> LIST_BUCKET = actions("ListBucket ListBucketMultipartUploads ListBucketVersions");

    public static final List<String> WRITE_OBJECTS =
            actions("AbortMultipartUpload BypassGovernanceRetention DeleteObject DeleteObjectTagging"
                    + " DeleteObjectVersion DeleteObjectVersionTagging ObjectOwnerOverrideToBucketOwner PutObject"
                    + " PutObjectAcl PutObjectLegalHold PutObjectRetention PutObjectTagging PutObjectVersionAcl"
                    + " PutObjectVersionTagging ReplicateDelete ReplicateObject ReplicateTags RestoreObject");

    public static final List<String> READ_OBJECTS =
            actions("GetObject GetObjectAcl GetObjectAttributes GetObjectLegalHold GetObjectRetention"
                    + " GetObjectTagging GetObjectTorrent GetObjectVersion GetObjectVersionAcl"
                    + " GetObjectVersionAttributes GetObjectVersionForReplication GetObjectVersionTagging"
                    + " GetObjectVersionTorrent ListMultipartUploadParts");

    /** All that are asked of the bucket itself. */
    public static final List<String> BUCKET = Stream.of(LIST_BUCKET, READ_BUCKET, ADMINISTER_BUCKET)
            .flatMap(List::stream)
            .toList();

    /** All that are asked of an object. */
    public static final List<String> OBJECTS =
            Stream.of(READ_OBJECTS, WRITE_OBJECTS).flatMap(List::stream).toList();

    private S3Actions() {}

    private static List<String> actions(String names) {
        return Stream.of(names.split(" ", -1)).map(name -> "s3:" + name).toList();
    }
}
