package io.bucketwarden.tracking;

import io.bucketwarden.access.cloudtrail.CloudTrailLogs;
import io.bucketwarden.access.log.ServerAccessLogs;
import io.bucketwarden.access.reading.LogLayout;
import io.bucketwarden.access.reading.LogStore;
import io.bucketwarden.access.reading.TrailKeys;
import io.bucketwarden.api.AccessTracking.CloudTrail;
import io.bucketwarden.api.Reason;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.fleet.Claim;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.facet.AccessLogs;
import java.util.Objects;
import java.util.Optional;

/** Finds out where it is to be read who uses a bucket. */
final class Sources {

    private final Buckets buckets;
    private final TrailGrants grants;

    /** They keep what they have seen often, which only their own thread may use. */
    private final ThreadLocal<ServerAccessLogs> lines = ThreadLocal.withInitial(ServerAccessLogs::new);

    private final ThreadLocal<CloudTrailLogs> records = ThreadLocal.withInitial(CloudTrailLogs::new);

    Sources(Buckets buckets, TrailGrants grants) {
        this.buckets = buckets;
        this.grants = grants;
    }

    /**
     * Asks S3 where the logs of a bucket go; what is declared counts only once it is in force.
     *
     * @throws CallFailed when there is nothing to read, or nobody may know where
     */
    Source of(Tracked tracked) {
        var claim = tracked.claim();
        var bucket = buckets.open(tracked.bucket(), claim.access(), claim.owner(), tracked.region());
        return switch (tracked.asked().effectiveSource()) {
            case ServerAccessLogs ->
                AccessLogs.of(bucket)
                        .map(logs -> accessLogs(tracked, bucket.identity(), logs))
                        .orElseThrow(
                                () -> new CallFailed(
                                        Reason.LoggingOff,
                                        "The bucket delivers no access logs. With mode: Enforce the operator turns on what"
                                                + " posture.logging declares; the status of the policy says what keeps it from that."));
            case CloudTrailLogs ->
                trail(
                        tracked,
                        bucket.identity(),
                        Objects.requireNonNull(tracked.asked().cloudTrail()));
            case CloudTrailEvents -> new Source("events of CloudTrail", bucket.identity(), null, Silence.ofEvents());
        };
    }

    private Source accessLogs(Tracked tracked, BucketIdentity bucket, AccessLogs logs) {
        var layout =
                switch (logs.keyFormat()) {
                    case Simple -> LogLayout.simple(logs.prefix());
                    case PartitionedByEventTime ->
                        LogLayout.byEventTime(logs.prefix(), account(bucket), bucket.region(), bucket.name());
                    case PartitionedByDeliveryTime ->
                        LogLayout.byDeliveryTime(logs.prefix(), account(bucket), bucket.region(), bucket.name());
                };
        var store = buckets.logs(
                tracked.claim().access(), logs.bucket(), tracked.claim().owner());
        return new Source(
                place(logs.bucket(), logs.prefix()),
                bucket,
                new Source.Log(store, layout, lines::get),
                Silence.ofAccessLogs(place(logs.bucket(), layout.root())));
    }

    private Source trail(Tracked tracked, BucketIdentity bucket, CloudTrail trail) {
        var name = Objects.requireNonNull(trail.bucket());
        var prefix = Objects.requireNonNullElse(trail.prefix(), "");
        var store = files(tracked.claim(), name);
        var organisation = TrailKeys.organisation(store, prefix).orElse(null);
        var layout = new TrailKeys(prefix, organisation, account(bucket), bucket.region());
        return new Source(
                place(name, prefix),
                bucket,
                new Source.Log(store, layout, records::get),
                Silence.ofTrail(place(name, layout.root())));
    }

    /** A trail often writes into the bucket of another account: which one that is, the grant says. */
    private LogStore files(Claim claim, String bucket) {
        if (!grants.areRequired()) {
            return buckets.logs(claim.access(), bucket, null);
        }
        var access = grants.of(claim, bucket, null).orElseThrow(() -> notGranted(bucket));
        if (!grants.of(claim, bucket, buckets.region(bucket, access)).equals(Optional.of(access))) {
            throw notGranted(bucket);
        }
        return buckets.logs(access, bucket);
    }

    /** Says the same whether the bucket exists or not. */
    private static CallFailed notGranted(String bucket) {
        return new CallFailed(
                Reason.NotGranted,
                "No grant covers the bucket " + bucket
                        + " with the files of the trail: ask whoever runs the operator for an"
                        + " S3BucketGrant that selects this namespace and has it among its bucketPatterns, with its account;"
                        + " maxMode: Audit is enough.");
    }

    private static String place(String bucket, String prefix) {
        return "s3://" + bucket + "/" + prefix;
    }

    private static String account(BucketIdentity bucket) {
        var account = bucket.ownerAccount();
        if (account == null) {
            throw new CallFailed(
                    Reason.CheckFailed,
                    "The keys of these logs hold the account of the bucket, which is not known: write spec.accountId.");
        }
        return account;
    }
}
