package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.Logging;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.LogTarget;
import io.bucketwarden.posture.Part;
import io.bucketwarden.posture.Reading;
import io.bucketwarden.posture.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Server access logs, and whether they can arrive at all where they are sent. */
final class LoggingFacet implements Facet<Logging, LoggingFacet.Observed> {

    record Observed(LogDestination destination, Reading<LogTargetCheck> target) {

        List<Drift> targetProblems() {
            return target.value().map(LogTargetCheck::problems).orElse(List.of());
        }
    }

    @Override
    public About about() {
        return new About(
                "logging",
                "Without access logs nobody can tell afterwards who read what.",
                LogTarget.READ_ACTIONS,
                List.of("s3:PutBucketLogging"),
                List.of(
                        "GetBucketLogging",
                        "HeadBucket",
                        "GetBucketAcl",
                        "GetBucketPolicy",
                        "GetObjectLockConfiguration",
                        "PutBucketLogging"),
                new About.Controls(List.of("S3.9"), List.of("3.4"), List.of("s3_bucket_server_access_logging_enabled")),
                "https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html");
    }

    @Override
    public Set<Part> changes() {
        return Set.of(Part.Logging);
    }

    @Override
    public Optional<Logging> desired(Posture posture) {
        return Optional.ofNullable(posture.logging()).filter(wanted -> wanted.targetBucket() != null);
    }

    @Override
    public Observed observe(LiveBucket bucket, Logging desired) {
        var destination = LogDestination.of(bucket);
        var target = Objects.requireNonNull(desired.targetBucket());
        return new Observed(
                destination,
                Reading.of(() -> LogTargetCheck.of(bucket, bucket.logTarget(target), destination.prefix(desired))));
    }

    @Override
    public List<Drift> compare(Logging desired, Observed observed) {
        var drifts = new ArrayList<>(observed.destination().drifts(desired));
        drifts.addAll(observed.targetProblems());
        return List.copyOf(drifts);
    }

    @Override
    public Optional<CallFailed> unread(Observed observed) {
        return observed.target().failure();
    }

    @Override
    public List<Remedy> remedy(Logging desired, Observed observed) {
        if (observed.target().failure().isPresent()) {
            return List.of();
        }
        if (!observed.targetProblems().isEmpty()) {
            var advice = observed.target().value().map(LogTargetCheck::advice).orElse(List.of());
            return List.of(new Remedy.Manual(String.join(" ", advice), false));
        }
        return List.of(new Remedy.Write(
                "PutBucketLogging: to " + desired.targetBucket() + "/"
                        + observed.destination().prefix(desired),
                "s3:PutBucketLogging",
                bucket -> put(bucket, desired)));
    }

    private static void put(LiveBucket bucket, Logging desired) {
        var logging = LogDestination.of(bucket.again()).with(desired);
        bucket.s3()
                .putBucketLogging(r -> r.bucket(bucket.identity().name())
                        .expectedBucketOwner(bucket.identity().expectedOwner())
                        .bucketLoggingStatus(s -> s.loggingEnabled(logging)));
    }
}
