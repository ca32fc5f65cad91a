package io.bucketwarden.bench;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Any number of buckets that all hold the same: what is put to one of them is put to all, its name aside. */
final class AlikeBuckets {

    record Answer(int status, byte[] body) {
        static Answer of(int status, String body) {
            return new Answer(status, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Receives access logs. It can be read and is not listed. */
    static final String LOGS = "fleet-logs";

    static final String ACCOUNT = "123456789012";

    private static final int PAGE = 1_000;
    private static final String NAME = "{bucket}";
    private static final Map<String, String> ABSENT = Map.of(
            "publicAccessBlock", "NoSuchPublicAccessBlockConfiguration",
            "encryption", "ServerSideEncryptionConfigurationNotFoundError",
            "ownershipControls", "OwnershipControlsNotFoundError",
            "lifecycle", "NoSuchLifecycleConfiguration",
            "object-lock", "ObjectLockConfigurationNotFoundError",
            "policy", "NoSuchBucketPolicy");
    private static final Map<String, String> UNCONFIGURED = Map.of(
            "acl",
            "<AccessControlPolicy><Owner><ID>owner</ID></Owner><AccessControlList/></AccessControlPolicy>",
            "versioning",
            "<VersioningConfiguration/>",
            "logging",
            "<BucketLoggingStatus/>");
    private static final String DELIVERY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},\
            "Action":"s3:PutObject","Resource":"arn:aws:s3:::fleet-logs/*"}]}""";

    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private volatile int count = 1;

    void count(int buckets) {
        count = buckets;
    }

    static String name(int n) {
        return String.format("fleet-%05d", n);
    }

    void put(String bucket, String subresource, String document) {
        documents.put(subresource, document.replace(bucket, NAME));
    }

    Answer get(String bucket, String subresource) {
        if (bucket.equals(LOGS) && subresource.equals("policy")) {
            return Answer.of(200, DELIVERY);
        }
        var document = bucket.equals(LOGS) ? null : documents.get(subresource);
        if (document != null) {
            return Answer.of(200, document.replace(NAME, bucket));
        }
        return unconfigured(subresource);
    }

    /** As it is answered for a bucket to which nothing was put. */
    static Answer unconfigured(String subresource) {
        var code = ABSENT.get(subresource);
        return code != null
                ? Answer.of(404, "<Error><Code>" + code + "</Code></Error>")
                : Answer.of(200, UNCONFIGURED.getOrDefault(subresource, "<Nothing/>"));
    }

    /** @param token the number of the first bucket of the page; null for the first page */
    Answer list(@Nullable String token) {
        var from = token == null ? 0 : Integer.parseInt(token);
        var to = Math.min(count, from + PAGE);
        var buckets = IntStream.range(from, to)
                .mapToObj(
                        n -> "<Bucket><Name>" + name(n) + "</Name><CreationDate>2026-01-01T00:00:00.000Z</CreationDate>"
                                + "<BucketRegion>us-east-1</BucketRegion></Bucket>")
                .collect(Collectors.joining());
        return Answer.of(
                200,
                "<ListAllMyBucketsResult><Buckets>" + buckets + "</Buckets>"
                        + (to < count ? "<ContinuationToken>" + to + "</ContinuationToken>" : "")
                        + "</ListAllMyBucketsResult>");
    }

    static Answer callerIdentity() {
        return Answer.of(
                200,
                "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
                        + "<Arn>arn:aws:sts::" + ACCOUNT
                        + ":assumed-role/bucketwarden/bench</Arn><UserId>A:bench</UserId>"
                        + "<Account>" + ACCOUNT + "</Account></GetCallerIdentityResult></GetCallerIdentityResponse>");
    }
}
