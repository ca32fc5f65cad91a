package io.bucketwarden.conformance;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Takes a throw-away bucket away: first its policy document, which may deny the rest, then all versions in it. */
final class Removal {

    /** Requests that one bucket takes as long as nothing is denied. */
    static final int REQUESTS = 3;

    private final Clients clients;
    private final Duration patience;

    Removal(Clients clients, Duration patience) {
        this.clients = clients;
        this.patience = patience;
    }

    /** Empty when it is gone; else why it is not. */
    Optional<String> of(ThrowAwayBucket bucket) {
        if (!bucket.name().startsWith(ThrowAwayBucket.PREFIX)) {
            throw new IllegalArgumentException(bucket.name());
        }
        var s3 = clients.in(bucket.region());
        var why = new String[] {"it was not tried"};
        try {
            await().dontCatchUncaughtExceptions()
                    .pollInSameThread()
                    .atMost(patience)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(Math.max(50, patience.toMillis() / 30)))
                    .until(() -> tried(s3, bucket.name(), why));
            return Optional.empty();
        } catch (Budget.Spent e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (ConditionTimeoutException _) {
            // It may have gone in the last moment, or by a call whose answer was late.
            return tried(s3, bucket.name(), why) ? Optional.empty() : Optional.of(why[0]);
        }
    }

    /**
     * The buckets of the caller that are called so and are listed still, once the list has had its time to settle; none
     * where all are gone.
     */
    List<ThrowAwayBucket> listed(String beginning, String home) {
        try {
            await().dontCatchUncaughtExceptions()
                    .pollInSameThread()
                    .atMost(patience)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(Math.max(50, patience.toMillis() / 10)))
                    .until(() -> list(clients.in(home), beginning, home).isEmpty());
            return List.of();
        } catch (ConditionTimeoutException _) {
            return list(clients.in(home), beginning, home);
        }
    }

    /** Whether the caller has a bucket of exactly this name. */
    boolean owns(ThrowAwayBucket bucket) {
        return list(clients.in(bucket.region()), bucket.name(), bucket.region()).stream()
                .anyMatch(one -> one.name().equals(bucket.name()));
    }

    /** The buckets of the caller that are called so; where a server names no region, it is the one that is asked. */
    static List<ThrowAwayBucket> list(S3Client s3, String beginning, String home) {
        return s3.listBucketsPaginator(r -> r.prefix(beginning).maxBuckets(1000)).buckets().stream()
                .filter(bucket -> bucket.name().startsWith(beginning))
                .map(bucket ->
                        new ThrowAwayBucket(bucket.name(), Objects.requireNonNullElse(bucket.bucketRegion(), home)))
                .toList();
    }

    private static boolean tried(S3Client s3, String bucket, String[] why) {
        try {
            return isGone(() -> s3.deleteBucketPolicy(r -> r.bucket(bucket)))
                    || isGone(() -> empty(s3, bucket))
                    || isGone(() -> s3.deleteBucket(r -> r.bucket(bucket)))
                    || true;
        } catch (SdkException e) {
            why[0] = String.valueOf(e.getMessage());
            return false;
        }
    }

    /** Whether there is no such bucket any more. */
    private static boolean isGone(Runnable request) {
        try {
            request.run();
            return false;
        } catch (S3Exception e) {
            var code = e.awsErrorDetails() == null
                    ? ""
                    : String.valueOf(e.awsErrorDetails().errorCode());
            if (code.equals("NoSuchBucketPolicy")) {
                return false;
            }
            if (code.equals("NoSuchBucket")) {
                return true;
            }
            throw e;
        }
    }

    private static void empty(S3Client s3, String bucket) {
        s3.listObjectVersionsPaginator(r -> r.bucket(bucket)).forEach(page -> {
            var versions = Stream.concat(
                            page.versions().stream()
                                    .map(it -> ObjectIdentifier.builder()
                                            .key(it.key())
                                            .versionId(it.versionId())
                                            .build()),
                            page.deleteMarkers().stream()
                                    .map(it -> ObjectIdentifier.builder()
                                            .key(it.key())
                                            .versionId(it.versionId())
                                            .build()))
                    .toList();
            if (!versions.isEmpty()) {
                delete(s3, bucket, versions);
            }
        });
    }

    private static void delete(S3Client s3, String bucket, List<ObjectIdentifier> versions) {
        var answer = s3.deleteObjects(r -> r.bucket(bucket)
                .delete(Delete.builder().objects(versions).quiet(true).build()));
        if (answer.hasErrors() && !answer.errors().isEmpty()) {
            throw software.amazon.awssdk.core.exception.SdkClientException.create(
                    "an object cannot be deleted: " + answer.errors().getFirst().message());
        }
    }
}
