package io.bucketwarden.aws;

import io.bucketwarden.access.reading.LogStore;
import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import io.bucketwarden.iam.AccountId;
import io.bucketwarden.posture.AccountView;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.LiveBucket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Finds buckets and opens them for a look: the right account, region and client, and who we are there. */
public final class Buckets {

    private static final int MOST_LISTED = 100_000;

    private final Accounts accounts;
    private final Caller caller;
    private final Regions regions;
    private final LogTargets logTargets;
    private final BucketListing listing;
    private final AccountBlocks accountBlocks;
    private final ConflictRetry conflicts = new ConflictRetry(wait -> LockSupport.parkNanos(wait.toNanos()));

    public Buckets(Accounts accounts, Caller caller, InstantSource clock) {
        var home = accounts.endpoint().region();
        this.accounts = accounts;
        this.caller = caller;
        this.regions = new Regions(accounts::in, home);
        this.logTargets = new LogTargets(accounts::in, regions, clock);
        this.listing = new BucketListing(accounts::in, home, MOST_LISTED);
        this.accountBlocks = AccountBlocks.of(accounts, clock);
    }

    /**
     * Opens a bucket.
     *
     * @param account how to get in; the account that it names must own the bucket, which is sent with every call
     * @param declaredOwner the account that must own it where {@code account} names none; null for the operator's own
     * @param region where it is; null to have it found
     * @throws CallFailed when the region is not written as one, or has to be found and nobody can tell, or the declared
     *     owner is another account than the one to be opened, or on AWS the operator's own account must own it and is
     *     not known yet
     */
    public LiveBucket open(
            String name, GrantedAccount account, @Nullable String declaredOwner, @Nullable String region) {
        var who = caller.identityIn(account);
        var owner = owner(account, declaredOwner, who);
        var where = region == null ? regions.of(account, name, owner) : region;
        var client = accounts.in(account, where);
        var identity = new BucketIdentity(
                name,
                where,
                BucketIdentity.partitionOf(where),
                owner,
                who.principals(),
                who.account(),
                accounts.endpoint().server(),
                who.breakGlass());
        var around =
                new AccountView(accounts.endpoint().isAws(), () -> accountBlocks.of(account, identity.ownerAccount()));
        return new LiveBucket(identity, client, around, target -> logTargets.of(account, target, owner), conflicts);
    }

    /**
     * All buckets of an account, in no order; of its granted regions only, and those whose region the server does not
     * name.
     *
     * @throws CallFailed when the list cannot be had in full: the role, {@code s3:ListAllMyBuckets}, no answer, or more
     *     than 100,000 buckets
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html">ListBuckets</a>
     */
    public List<BucketEntry> list(GrantedAccount account) {
        return listing.list(account);
    }

    /**
     * Where a bucket is, for servers whose listing does not say; asked once, then remembered.
     *
     * @throws CallFailed when nobody can tell, or on AWS the operator's own account must own it and is not known yet
     */
    public String region(String bucket, GrantedAccount account) {
        return regions.of(account, bucket, owner(account, null, caller.identityIn(account)));
    }

    /**
     * Where a bucket is, asked now.
     *
     * @param declaredOwner as for {@link #open}
     * @param otherwise the answer for a server that names no region; null for that of the endpoint
     * @throws CallFailed when nobody can tell: no such bucket, the role, no answer
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html">HeadBucket</a>
     */
    public String locate(
            String bucket, GrantedAccount account, @Nullable String declaredOwner, @Nullable String otherwise) {
        var owner = owner(account, declaredOwner, caller.identityIn(account));
        return regions.now(
                account, bucket, owner, otherwise == null ? accounts.endpoint().region() : otherwise);
    }

    /**
     * The objects of logs in a bucket. It is found now, unless it is known where it is.
     *
     * @param account how to get in
     * @param owner the account that must own it, which is sent with every call; null where nobody says, and so the logs
     *     may be those of anybody who has the name
     * @throws CallFailed when nobody can tell where it is
     */
    public LogStore logs(GrantedAccount account, String bucket, @Nullable String owner) {
        var region = regions.of(account, bucket, owner);
        return new S3LogStore(accounts.in(account, region), BucketIdentity.named(bucket, region, owner));
    }

    /**
     * The same in a bucket of the account that is opened, be it the operator's own.
     *
     * @throws CallFailed when nobody can tell where it is, or on AWS the operator's own account must own it and is not known
     *     yet
     */
    public LogStore logs(GrantedAccount account, String bucket) {
        return logs(account, bucket, owner(account, null, caller.identityIn(account)));
    }

    /**
     * The tags of a bucket, by key; empty when it has none.
     *
     * @param region where it is; null to have it found
     * @throws CallFailed when they cannot be read: the role, {@code s3:GetBucketTagging}, no answer, no such bucket,
     *     or on AWS the operator's own account must own it and is not known yet
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketTagging.html">GetBucketTagging</a>
     */
    public Map<String, String> tags(String bucket, GrantedAccount account, @Nullable String region) {
        var owner = owner(account, null, caller.identityIn(account));
        return listing.tags(bucket, account, owner, region == null ? regions.of(account, bucket, owner) : region);
    }

    /**
     * The operator's own account; empty when STS, or the server, does not tell. STS is asked unless it has answered, at
     * most once a minute and by one at a time, which may take as long as STS does.
     */
    public Optional<String> ownAccount() {
        return Optional.ofNullable(ownAccount(caller.identity()));
    }

    /** Whether we made the write that S3 answered with this request id, in the last half hour. */
    public boolean isOwnWrite(String requestId) {
        return accounts.ownWrites().include(requestId);
    }

    /** Of writes before this moment nobody knows any more whether they were ours. */
    public Instant ownWritesKnownSince() {
        return accounts.ownWrites().knownSince();
    }

    /** Whether we wrote the bucket's policy document about when somebody else made a call, in the last half hour. */
    public boolean wrotePolicyAround(String bucket, Instant time) {
        return accounts.policyWrites().isAround(bucket, time);
    }

    /** Whether this is the ARN of the user or role as which the operator itself runs, as far as that is known. */
    public boolean isOperator(String arn) {
        return caller.is(arn);
    }

    /** Forgets the settings of an account, after they were heard to have changed. */
    public void forgetSettingsOf(String account) {
        accountBlocks.forget(account);
    }

    private @Nullable String owner(GrantedAccount account, @Nullable String declared, Caller.Identity who) {
        if (account.id() == null) {
            return declared == null ? ownOwner(who) : declared;
        }
        if (declared != null && !declared.equals(account.id())) {
            throw new CallFailed(
                    Reason.NotGranted,
                    "The bucket shall be owned by account " + declared + ", but the grant opens " + account.id()
                            + ". Correct spec.accountId, or have the account granted.");
        }
        return account.id();
    }

    /** Without an owner, a bucket of anybody who took the name would be read and written as if it were ours. */
    private @Nullable String ownOwner(Caller.Identity who) {
        var own = ownAccount(who);
        if (own == null && accounts.endpoint().isAws()) {
            throw caller.whyUnknown();
        }
        return own;
    }

    /** Other servers than AWS may name accounts differently, and know no expected owner. */
    private static @Nullable String ownAccount(Caller.Identity who) {
        var account = who.account();
        return account != null && AccountId.isOne(account) ? account : null;
    }

    /** Forgets the region, after S3 said that the bucket is elsewhere or gone. */
    public void forget(String name) {
        regions.forget(name);
    }
}
