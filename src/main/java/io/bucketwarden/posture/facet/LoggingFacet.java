package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.Logging;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;

/** Server access logs, and whether they can arrive at all where they are sent. */
final class LoggingFacet implements Facet<Logging, LoggingFacet.Observed> {

    record Observed(Optional<LoggingEnabled> logging, List<Drift> targetProblems, List<String> advice) {}

    @Override
    public About about() {
        return new About(
                "logging",
                "Without access logs nobody can tell afterwards who read what.",
                List.of(
                        "s3:GetBucketLogging",
                        "s3:GetBucketAcl",
                        "s3:GetBucketPolicy",
                        "s3:GetBucketObjectLockConfiguration",
                        "s3:ListBucket"),
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
    public Optional<Logging> desired(Posture posture) {
        return Optional.ofNullable(posture.logging()).filter(wanted -> wanted.targetBucket() != null);
    }

    @Override
    public Observed observe(LiveBucket bucket, Logging desired) {
        var target = Objects.requireNonNull(desired.targetBucket());
        var check = LogTargetCheck.of(bucket, bucket.logTarget(target), prefix(desired));
        return new Observed(bucket.logging(), check.problems(), check.advice());
    }

    @Override
    public List<Drift> compare(Logging desired, Observed observed) {
        var drifts = new ArrayList<Drift>();
        var actual = observed.logging();
        if (actual.isEmpty()) {
            drifts.add(new Drift("logging.targetBucket", text(desired.targetBucket()), "no logging"));
        } else {
            var to = actual.get();
            drifts.addAll(Drift.between("logging.targetBucket", text(desired.targetBucket()), text(to.targetBucket())));
            if (desired.targetPrefix() != null) {
                drifts.addAll(Drift.between("logging.targetPrefix", desired.targetPrefix(), text(to.targetPrefix())));
            }
            if (desired.keyFormat() != null) {
                drifts.addAll(Drift.between(
                        "logging.keyFormat",
                        desired.keyFormat().name(),
                        LogKeyFormat.of(to).name()));
            }
        }
        drifts.addAll(observed.targetProblems());
        return List.copyOf(drifts);
    }

    @Override
    public List<Remedy> remedy(Logging desired, Observed observed) {
        if (!observed.targetProblems().isEmpty()) {
            return List.of(new Remedy.Manual(String.join(" ", observed.advice()), false));
        }
        return List.of(new Remedy.Write(
                "PutBucketLogging: to " + desired.targetBucket() + "/" + prefix(desired),
                "s3:PutBucketLogging",
                bucket -> bucket.s3()
                        .putBucketLogging(r -> r.bucket(bucket.identity().name())
                                .expectedBucketOwner(bucket.identity().expectedOwner())
                                .bucketLoggingStatus(s -> s.loggingEnabled(merged(desired, observed))))));
    }

    /** The configuration as observed, with only the declared fields replaced. */
    private static LoggingEnabled merged(Logging desired, Observed observed) {
        var logging = observed.logging().map(LoggingEnabled::toBuilder).orElseGet(LoggingEnabled::builder);
        logging.targetBucket(desired.targetBucket());
        if (desired.targetPrefix() != null || observed.logging().isEmpty()) {
            logging.targetPrefix(prefix(desired));
        }
        if (desired.keyFormat() != null) {
            logging.targetObjectKeyFormat(LogKeyFormat.toSdk(desired.keyFormat()));
        }
        return logging.build();
    }

    private static String prefix(Logging desired) {
        return text(desired.targetPrefix());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
