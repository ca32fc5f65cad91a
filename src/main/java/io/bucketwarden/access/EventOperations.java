package io.bucketwarden.access;

/**
 * The events of CloudTrail about objects and listings: name, IAM action without its prefix, kind, and what the action is
 * on.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html">S3 events</a>
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Actions of S3</a>
 */
final class EventOperations {

    static final String ALL = """
            GetObject                GetObject                   READ   object
            HeadObject               GetObject                   READ   object
            GetObjectAttributes      GetObjectAttributes         READ   object
            GetObjectTorrent         GetObjectTorrent            READ   object
            SelectObjectContent      GetObject                   READ   object
            PutObject                PutObject                   WRITE  object
            PostObject               PutObject                   WRITE  object
            CopyObject               PutObject                   WRITE  object
            RenameObject             -                           WRITE  object
            CreateMultipartUpload    PutObject                   WRITE  object
            UploadPart               PutObject                   WRITE  object
            UploadPartCopy           PutObject                   WRITE  object
            CompleteMultipartUpload  PutObject                   WRITE  object
            AbortMultipartUpload     AbortMultipartUpload        OTHER  object
            DeleteObject             DeleteObject                DELETE object
            DeleteObjects            DeleteObject                DELETE object
            RestoreObject            RestoreObject               OTHER  object
            ListParts                ListMultipartUploadParts    LIST   object
            ListMultipartUploads     ListBucketMultipartUploads  LIST   bucket
            ListObjects              ListBucket                  LIST   bucket
            ListObjectsV2            ListBucket                  LIST   bucket
            ListObjectVersions       ListBucketVersions          LIST   bucket
            HeadBucket               ListBucket                  LIST   bucket
            GetObjectAcl             GetObjectAcl                OTHER  object
            PutObjectAcl             PutObjectAcl                OTHER  object
            GetObjectTagging         GetObjectTagging            OTHER  object
            PutObjectTagging         PutObjectTagging            OTHER  object
            DeleteObjectTagging      DeleteObjectTagging         OTHER  object
            GetObjectRetention       GetObjectRetention          OTHER  object
            PutObjectRetention       PutObjectRetention          OTHER  object
            GetObjectLegalHold       GetObjectLegalHold          OTHER  object
            PutObjectLegalHold       PutObjectLegalHold          OTHER  object
            """;

    private EventOperations() {}
}
