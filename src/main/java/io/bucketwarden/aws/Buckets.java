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
     * @param declaredOwner the account that must own it, sent with every call; null for the operator's own account
     * @param region where it is; null to have it found
     * @throws CallFailed when the region is not written as one, or has to be found and nobody can tell
     */
    public LiveBucket open(String name, @Nullable String declaredOwner, @Nullable String region) {
        var who = caller.identity();
        var owner = declaredOwner == null ? accountId(who.account()) : declaredOwner;
        var where = region == null ? regions.of(name, owner) : region;
        var client = clients.in(where);
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

    /** Other servers than AWS may name accounts differently, and know no expected owner. */
    private static @Nullable String accountId(@Nullable String account) {
        return account != null && account.matches("[0-9]{12}") ? account : null;
    }

    /** Forgets the region, after S3 said that the bucket is elsewhere or gone. */
    public void forget(String name) {
        regions.forget(name);
    }
}
