package io.bucketwarden.operator.inventory;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.fleet.Inventory;
import io.bucketwarden.fleet.World;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where buckets turned out to be, and which account is the operator's own: what listings do not tell. */
public final class Whereabouts {

    private static final Logger LOG = LoggerFactory.getLogger(Whereabouts.class);

    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    private final Supplier<Optional<String>> ownAccount;
    private final InstantSource clock;
    private final Executor threads;
    private final Map<BucketId, String> regions = new ConcurrentHashMap<>();
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile @Nullable String own;
    private volatile Instant askAgain = Instant.MIN;

    /**
     * Knows of no bucket yet.
     *
     * @param ownAccount asks AWS; empty when AWS does not tell, which some servers never do
     */
    public Whereabouts(Supplier<Optional<String>> ownAccount, InstantSource clock) {
        this(ownAccount, clock, Thread.ofVirtual().name("own-account")::start);
    }

    public Whereabouts(Supplier<Optional<String>> ownAccount, InstantSource clock, Executor threads) {
        this.ownAccount = ownAccount;
        this.clock = clock;
        this.threads = threads;
    }

    public World.Seen seen(Map<GrantedAccount, Inventory> inventories) {
        return new World.Seen(inventories, Map.copyOf(regions), own);
    }

    public void found(BucketId bucket, String region) {
        regions.put(bucket, region);
    }

    /** The bucket is not where it was found, or gone. */
    public void lost(BucketId bucket) {
        regions.remove(bucket);
    }

    public void keepOnly(Predicate<BucketId> which) {
        regions.keySet().removeIf(which.negate());
    }

    public boolean isOwnUnknown() {
        return "".equals(own);
    }

    /**
     * Asks on another thread, unless somebody does so or has had an answer within the last minute.
     *
     * @param answered runs there when there is another answer than before
     */
    public void askForOwn(Runnable answered) {
        if (!asking.compareAndSet(false, true)) {
            return;
        }
        if (clock.instant().isBefore(askAgain)) {
            asking.set(false);
            return;
        }
        threads.execute(() -> {
            var before = own;
            var now = ask();
            own = now;
            askAgain = clock.instant().plus(ASK_AGAIN);
            asking.set(false);
            if (!now.equals(before)) {
                answered.run();
            }
        });
    }

    private String ask() {
        try {
            return ownAccount.get().orElse("");
        } catch (RuntimeException | LinkageError e) {
            LOG.error("A bug while the operator's own account was asked for", e);
            return "";
        }
    }
}
