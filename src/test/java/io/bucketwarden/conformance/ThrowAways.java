package io.bucketwarden.conformance;

import io.bucketwarden.posture.AwsFailure;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * The buckets of one run: at most so many, each known before it is made, so that none is forgotten whenever the run ends.
 */
final class ThrowAways {

    private final String run;
    private final int most;
    private final Clients clients;
    private final Removal removal;
    private final Map<String, ThrowAwayBucket> there = new LinkedHashMap<>();
    private final Map<String, String> leftOver = new LinkedHashMap<>();
    private final Set<String> unanswered = new HashSet<>();
    private int made;
    private volatile boolean closed;

    /**
     * @param most buckets that may be made
     * @param removal by clients of its own, which stay open and have requests left when those of the scenarios do not
     */
    ThrowAways(String run, int most, Clients clients, Removal removal) {
        this.run = run;
        this.most = most;
        this.clients = clients;
        this.removal = removal;
    }

    /** Makes one more. */
    synchronized ThrowAwayBucket make(String region, boolean objectLock) {
        if (closed) {
            throw new Differs("the run is being ended, so no bucket is made any more");
        }
        if (made == most) {
            throw new Differs("the run would make more than " + most + " buckets");
        }
        made++;
        var bucket = new ThrowAwayBucket(ThrowAwayBucket.PREFIX + run + "-" + made, region);
        there.put(bucket.name(), bucket);
        unanswered.add(bucket.name());
        var s3 = clients.in(region);
        try {
            s3.createBucket(request(bucket, objectLock));
            unanswered.remove(bucket.name());
        } catch (S3Exception e) {
            if (isRefused(e)) {
                there.remove(bucket.name());
            }
            throw e;
        }
        tag(s3, bucket);
        return bucket;
    }

    /** A name of this run that no bucket has. */
    String nameOfNone() {
        return ThrowAwayBucket.PREFIX + run + "-none";
    }

    synchronized int made() {
        return made;
    }

    /** Takes away what is there now. */
    synchronized void remove() {
        for (var bucket : Map.copyOf(there).values()) {
            var why = removed(bucket);
            if (why.isEmpty()) {
                there.remove(bucket.name());
            } else {
                leftOver.put(bucket.name(), why.get());
            }
        }
    }

    /** Where nobody said that it was made, it is ours only if it is listed among ours; whatever comes late is seen at the end. */
    private Optional<String> removed(ThrowAwayBucket bucket) {
        try {
            return unanswered.contains(bucket.name()) && !removal.owns(bucket) ? Optional.empty() : removal.of(bucket);
        } catch (SdkException | Budget.Spent e) {
            return Optional.of("it cannot be told whose it is: " + e.getMessage());
        }
    }

    /** Whether the run has ended, or is being ended. */
    boolean isClosed() {
        return closed;
    }

    /**
     * Takes away what is there, for good.
     *
     * @return the buckets that still are there, and why
     */
    Map<ThrowAwayBucket, String> close(String home) {
        closed = true;
        return left(home);
    }

    private synchronized Map<ThrowAwayBucket, String> left(String home) {
        remove();
        var left = new LinkedHashMap<ThrowAwayBucket, String>();
        there.values().forEach(bucket -> left.put(bucket, leftOver.getOrDefault(bucket.name(), "")));
        if (left.isEmpty() && made > 0) {
            verify(left, home);
        }
        return left;
    }

    /** Whether there is no bucket of ours: after another answer there may be one, and a repeated request meets the first. */
    private static boolean isRefused(S3Exception e) {
        return e.statusCode() < 500 && !AwsFailure.code(e).equals("BucketAlreadyOwnedByYou");
    }

    private void verify(Map<ThrowAwayBucket, String> left, String home) {
        try {
            removal.listed(ThrowAwayBucket.PREFIX + run + "-", home)
                    .forEach(bucket -> left.put(bucket, "it is listed still"));
        } catch (SdkException e) {
            var all = new ThrowAwayBucket(ThrowAwayBucket.PREFIX + run + ThrowAwayBucket.ALL, home);
            left.put(all, "each was removed, and it cannot be verified that all are gone: " + e.getMessage());
        }
    }

    private void tag(S3Client s3, ThrowAwayBucket bucket) {
        s3.putBucketTagging(r -> r.bucket(bucket.name())
                .tagging(t -> t.tagSet(
                        Tag.builder().key(ThrowAwayBucket.TAG).value(run).build())));
    }

    private static CreateBucketRequest request(ThrowAwayBucket bucket, boolean objectLock) {
        var request = CreateBucketRequest.builder().bucket(bucket.name());
        if (!bucket.region().equals("us-east-1")) {
            request.createBucketConfiguration(CreateBucketConfiguration.builder()
                    .locationConstraint(BucketLocationConstraint.fromValue(bucket.region()))
                    .build());
        }
        if (objectLock) {
            request.objectLockEnabledForBucket(true);
        }
        return request.build();
    }
}
