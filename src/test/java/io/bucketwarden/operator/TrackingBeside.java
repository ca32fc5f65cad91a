package io.bucketwarden.operator;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.api.S3BucketAccessStatus;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.aws.Caller;
import io.bucketwarden.aws.ExemptPrincipals;
import io.bucketwarden.tracking.Evidences;
import io.bucketwarden.tracking.Tracking;
import io.bucketwarden.tracking.TrackingListener;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Who uses the bucket of a test is tracked beside its operator, and told in the S3BucketAccess of its policy {@code p}. */
final class TrackingBeside {

    private final RealServers servers;
    private final InstantSource clock;
    private final List<Tracking> started = new ArrayList<>();

    TrackingBeside(RealServers servers, InstantSource clock) {
        this.servers = servers;
        this.clock = clock;
    }

    /** The bucket has its access log delivered into another one, which is made for that. */
    void deliverLogsTo(String logs) {
        servers.s3.createBucket(r -> r.bucket(logs));
        servers.s3.putBucketPolicy(r -> r.bucket(logs).policy(RealServers.document("""
                {"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject",\
                "Resource":"arn:aws:s3:::%s/*"}""".formatted(logs))));
        servers.s3.putBucketLogging(r -> r.bucket(servers.bucket)
                .bucketLoggingStatus(status -> status.loggingEnabled(
                        logging -> logging.targetBucket(logs).targetPrefix("s3/"))));
    }

    void start() {
        start(new Evidences(clock));
    }

    /** Once more, beside those that were started before. */
    void start(Evidences evidences) {
        var tracking = new Tracking(
                servers.kube,
                new Buckets(servers.accounts, Caller.of(servers.accounts, ExemptPrincipals.NONE, clock), clock),
                servers.operator,
                evidences,
                Duration.ofSeconds(1),
                TrackingListener.NONE,
                clock);
        started.add(tracking);
        tracking.start();
    }

    /** Ends all that were started. */
    void end() {
        started.forEach(Tracking::close);
        started.clear();
    }

    Resource<S3BucketAccess> access() {
        return servers.kube
                .resources(S3BucketAccess.class)
                .inNamespace(servers.namespace)
                .withName("p");
    }

    S3BucketAccessStatus await(Predicate<S3BucketAccessStatus> until) {
        return RealServers.await("access").until(this::status, until::test);
    }

    private S3BucketAccessStatus status() {
        var access = access().get();
        return access == null || access.getStatus() == null ? S3BucketAccessStatus.NONE : access.getStatus();
    }

    /** Whether the log is read, which is told first. */
    static Condition reading(S3BucketAccessStatus status) {
        return status.conditions().getFirst();
    }
}
