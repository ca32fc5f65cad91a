package io.bucketwarden.aws;

import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.LiveBucket;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Opens buckets for a look: the right region, the right client, and who we are. */
public final class Buckets {

    private final S3Clients clients;
    private final Caller caller;
    private final Regions regions;
    private final LogTargets logTargets;
    private final ConflictRetry conflicts = new ConflictRetry(wait -> LockSupport.parkNanos(wait.toNanos()));

    public Buckets(S3Clients clients, Caller caller, InstantSource clock) {
        this.clients = clients;
        this.caller = caller;
        this.regions = new Regions(clients::in, clients.endpoint().region());
        this.logTargets = new LogTargets(clients::in, regions, clock);
    }

    /**
     * Opens a bucket.
     *
     * @param owner the account that must own it, sent with every call; null when not declared
     * @param region where it is; null to have it found
     * @throws CallFailed when the region is not written as one, or has to be found and nobody can tell
     */
    public LiveBucket open(String name, @Nullable String owner, @Nullable String region) {
        var where = region == null ? regions.of(name, owner) : region;
        var client = clients.in(where);
        var who = caller.identity();
        var identity = new BucketIdentity(
                name,
                where,
                BucketIdentity.partitionOf(where),
                owner,
                who.principals(),
                who.account(),
                clients.endpoint().wouldBeDeniedByTlsOnly());
        return new LiveBucket(identity, client, target -> logTargets.of(target, owner), conflicts);
    }

    /** Forgets the region, after S3 said that the bucket is elsewhere or gone. */
    public void forget(String name) {
        regions.forget(name);
    }
}
