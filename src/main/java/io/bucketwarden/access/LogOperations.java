package io.bucketwarden.access;

/**
 * The operations of server access logs: name, IAM action without its prefix, kind, and what the action is on.
 *
 * <p>Of a request that deletes many objects there is a line for each key, which counts, and one for the request, which
 * does not. What S3 does by itself, and the preflight of a browser, no policy decides about: no action.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">Operation</a>
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Actions of S3</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-and-other-bucket-config.html">Lifecycle
 *     and logging</a>
 */
final class LogOperations {

    /** Also what is on an object only if there is a key, where there is none. */
    static final String ON_ONE_THING = """
            REST.GET.OBJECT                       GetObject                             READ   object
            REST.HEAD.OBJECT                      GetObject                             READ   object
            REST.COPY.OBJECT_GET                  GetObject                             READ   object
            REST.COPY.PART_GET                    GetObject                             READ   object
            REST.GET.OBJECT_ATTRIBUTES            GetObjectAttributes                   READ   object
            REST.POST.OBJECT_ATTRIBUTES           GetObjectAttributes                   READ   object
            REST.GET.TORRENT                      GetObjectTorrent                      READ   object
            REST.POST.SELECT                      GetObject                             READ   object
            REST.SELECT.OBJECT                    GetObject                             READ   object
            REST.GET.OBJECT_TAGGING               GetObjectTagging                      OTHER  object
            REST.GET.OBJECT_LOCK_RETENTION        GetObjectRetention                    OTHER  object
            REST.GET.OBJECT_LOCK_LEGALHOLD        GetObjectLegalHold                    OTHER  object
            REST.PUT.OBJECT                       PutObject                             WRITE  object
            REST.POST.OBJECT                      PutObject                             WRITE  object
            REST.COPY.OBJECT                      PutObject                             WRITE  object
            REST.COPY.PART                        PutObject                             WRITE  object
            REST.PUT.PART                         PutObject                             WRITE  object
            REST.POST.UPLOADS                     PutObject                             WRITE  object
            REST.POST.UPLOAD                      PutObject                             WRITE  object
            REST.POST.RESTORE                     RestoreObject                         OTHER  object
            REST.PUT.OBJECT_TAGGING               PutObjectTagging                      OTHER  object
            REST.DELETE.OBJECT_TAGGING            DeleteObjectTagging                   OTHER  object
            REST.PUT.OBJECT_LOCK_RETENTION        PutObjectRetention                    OTHER  object
            REST.PUT.OBJECT_LOCK_LEGALHOLD        PutObjectLegalHold                    OTHER  object
            REST.DELETE.OBJECT                    DeleteObject                          DELETE object
            BATCH.DELETE.OBJECT                   DeleteObject                          DELETE object
            REST.POST.MULTI_OBJECT_DELETE         DeleteObject                          OTHER  object
            REST.DELETE.UPLOAD                    AbortMultipartUpload                  OTHER  object
            REST.GET.UPLOAD                       ListMultipartUploadParts              LIST   object
            REST.GET.UPLOADS                      ListBucketMultipartUploads            LIST   bucket
            REST.GET.BUCKET                       ListBucket                            LIST   bucket
            REST.HEAD.BUCKET                      ListBucket                            LIST   bucket
            REST.GET.BUCKETVERSIONS               ListBucketVersions                    LIST   bucket
            REST.PUT.BUCKET                       CreateBucket                          OTHER  bucket
            REST.DELETE.BUCKET                    DeleteBucket                          OTHER  bucket
            REST.GET.ACCELERATE                   GetAccelerateConfiguration            OTHER  bucket
            REST.PUT.ACCELERATE                   PutAccelerateConfiguration            OTHER  bucket
            REST.GET.ACL                          GetBucketAcl                          OTHER  bucket
            REST.PUT.ACL                          PutBucketAcl                          OTHER  bucket
            REST.GET.ANALYTICS                    GetAnalyticsConfiguration             OTHER  bucket
            REST.PUT.ANALYTICS                    PutAnalyticsConfiguration             OTHER  bucket
            REST.DELETE.ANALYTICS                 PutAnalyticsConfiguration             OTHER  bucket
            REST.GET.BUCKETPOLICY                 GetBucketPolicy                       OTHER  bucket
            REST.PUT.BUCKETPOLICY                 PutBucketPolicy                       OTHER  bucket
            REST.DELETE.BUCKETPOLICY              DeleteBucketPolicy                    OTHER  bucket
            REST.GET.POLICY_STATUS                GetBucketPolicyStatus                 OTHER  bucket
            REST.GET.CORS                         GetBucketCORS                         OTHER  bucket
            REST.PUT.CORS                         PutBucketCORS                         OTHER  bucket
            REST.DELETE.CORS                      PutBucketCORS                         OTHER  bucket
            REST.GET.ENCRYPTION                   GetEncryptionConfiguration            OTHER  bucket
            REST.PUT.ENCRYPTION                   PutEncryptionConfiguration            OTHER  bucket
            REST.DELETE.ENCRYPTION                PutEncryptionConfiguration            OTHER  bucket
            REST.GET.INTELLIGENT_TIERING          GetIntelligentTieringConfiguration    OTHER  bucket
            REST.PUT.INTELLIGENT_TIERING          PutIntelligentTieringConfiguration    OTHER  bucket
            REST.DELETE.INTELLIGENT_TIERING       PutIntelligentTieringConfiguration    OTHER  bucket
            REST.GET.INVENTORY                    GetInventoryConfiguration             OTHER  bucket
            REST.PUT.INVENTORY                    PutInventoryConfiguration             OTHER  bucket
            REST.DELETE.INVENTORY                 PutInventoryConfiguration             OTHER  bucket
            REST.GET.LIFECYCLE                    GetLifecycleConfiguration             OTHER  bucket
            REST.PUT.LIFECYCLE                    PutLifecycleConfiguration             OTHER  bucket
            REST.DELETE.LIFECYCLE                 PutLifecycleConfiguration             OTHER  bucket
            REST.GET.LOCATION                     GetBucketLocation                     OTHER  bucket
            REST.GET.LOGGING_STATUS               GetBucketLogging                      OTHER  bucket
            REST.PUT.LOGGING_STATUS               PutBucketLogging                      OTHER  bucket
            REST.GET.METRICS                      GetMetricsConfiguration               OTHER  bucket
            REST.PUT.METRICS                      PutMetricsConfiguration               OTHER  bucket
            REST.DELETE.METRICS                   PutMetricsConfiguration               OTHER  bucket
            REST.GET.NOTIFICATION                 GetBucketNotification                 OTHER  bucket
            REST.PUT.NOTIFICATION                 PutBucketNotification                 OTHER  bucket
            REST.GET.OBJECT_LOCK_CONFIGURATION    GetBucketObjectLockConfiguration      OTHER  bucket
            REST.PUT.OBJECT_LOCK_CONFIGURATION    PutBucketObjectLockConfiguration      OTHER  bucket
            REST.GET.OWNERSHIP_CONTROLS           GetBucketOwnershipControls            OTHER  bucket
            REST.PUT.OWNERSHIP_CONTROLS           PutBucketOwnershipControls            OTHER  bucket
            REST.DELETE.OWNERSHIP_CONTROLS        PutBucketOwnershipControls            OTHER  bucket
            REST.GET.PUBLIC_ACCESS_BLOCK          GetBucketPublicAccessBlock            OTHER  bucket
            REST.PUT.PUBLIC_ACCESS_BLOCK          PutBucketPublicAccessBlock            OTHER  bucket
            REST.DELETE.PUBLIC_ACCESS_BLOCK       PutBucketPublicAccessBlock            OTHER  bucket
            REST.GET.REPLICATION                  GetReplicationConfiguration           OTHER  bucket
            REST.PUT.REPLICATION                  PutReplicationConfiguration           OTHER  bucket
            REST.DELETE.REPLICATION               PutReplicationConfiguration           OTHER  bucket
            REST.GET.REQUEST_PAYMENT              GetBucketRequestPayment               OTHER  bucket
            REST.PUT.REQUEST_PAYMENT              PutBucketRequestPayment               OTHER  bucket
            REST.GET.TAGGING                      GetBucketTagging                      OTHER  bucket
            REST.PUT.TAGGING                      PutBucketTagging                      OTHER  bucket
            REST.DELETE.TAGGING                   PutBucketTagging                      OTHER  bucket
            REST.GET.VERSIONING                   GetBucketVersioning                   OTHER  bucket
            REST.PUT.VERSIONING                   PutBucketVersioning                   OTHER  bucket
            REST.GET.WEBSITE                      GetBucketWebsite                      OTHER  bucket
            REST.PUT.WEBSITE                      PutBucketWebsite                      OTHER  bucket
            REST.DELETE.WEBSITE                   DeleteBucketWebsite                   OTHER  bucket
            REST.OPTIONS.PREFLIGHT                -                                     OTHER  bucket
            WEBSITE.GET.OBJECT                    GetObject                             READ   object
            WEBSITE.HEAD.OBJECT                   GetObject                             READ   object
            SOAP.GetObject                        GetObject                             READ   object
            SOAP.GetObjectExtended                GetObject                             READ   object
            SOAP.PutObject                        PutObject                             WRITE  object
            SOAP.PutObjectInline                  PutObject                             WRITE  object
            SOAP.CopyObject                       PutObject                             WRITE  object
            SOAP.DeleteObject                     DeleteObject                          DELETE object
            SOAP.GetObjectAccessControlPolicy     GetObjectAcl                          OTHER  object
            SOAP.SetObjectAccessControlPolicy     PutObjectAcl                          OTHER  object
            SOAP.ListBucket                       ListBucket                            LIST   bucket
            SOAP.CreateBucket                     CreateBucket                          OTHER  bucket
            SOAP.DeleteBucket                     DeleteBucket                          OTHER  bucket
            SOAP.GetBucketAccessControlPolicy     GetBucketAcl                          OTHER  bucket
            SOAP.SetBucketAccessControlPolicy     PutBucketAcl                          OTHER  bucket
            SOAP.GetBucketLoggingStatus           GetBucketLogging                      OTHER  bucket
            SOAP.SetBucketLoggingStatus           PutBucketLogging                      OTHER  bucket
            S3.EXPIRE.OBJECT                      -                                     DELETE object
            S3.CREATE.DELETEMARKER                -                                     DELETE object
            S3.DELETE.UPLOAD                      -                                     OTHER  object
            S3.TRANSITION.OBJECT                  -                                     OTHER  object
            S3.TRANSITION_SIA.OBJECT              -                                     OTHER  object
            S3.TRANSITION_ZIA.OBJECT              -                                     OTHER  object
            S3.TRANSITION_INT.OBJECT              -                                     OTHER  object
            S3.TRANSITION_GIR.OBJECT              -                                     OTHER  object
            S3.TRANSITION_GDA.OBJECT              -                                     OTHER  object
            """;

    /** What the same names mean where the line has a key. */
    static final String WITH_KEY = """
            REST.GET.ACL                          GetObjectAcl                          OTHER  object
            REST.PUT.ACL                          PutObjectAcl                          OTHER  object
            REST.GET.TAGGING                      GetObjectTagging                      OTHER  object
            REST.PUT.TAGGING                      PutObjectTagging                      OTHER  object
            REST.DELETE.TAGGING                   DeleteObjectTagging                   OTHER  object
            """;

    private LogOperations() {}
}
