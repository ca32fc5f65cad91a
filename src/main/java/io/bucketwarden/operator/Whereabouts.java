package io.bucketwarden.operator;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.fleet.Inventory;
import io.bucketwarden.fleet.World;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where buckets turned out to be, and which account is the operator's own: what listings do not tell. */
final class Whereabouts {

    private static final Logger LOG = LoggerFactory.getLogger(Whereabouts.class);

    private final Supplier<Optional<String>> ownAccount;
    private final Map<BucketId, String> regions = new ConcurrentHashMap<>();
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile @Nullable String own;

    /** @param ownAccount asks AWS; empty when AWS does not tell, which is not asked again at once */
    Whereabouts(Supplier<Optional<String>> ownAccount) {
        this.ownAccount = ownAccount;
    }

    World.Seen seen(Map<GrantedAccount, Inventory> inventories) {
        return new World.Seen(inventories, Map.copyOf(regions), own);
    }

    void found(BucketId bucket, String region) {
        regions.put(bucket, region);
    }

    /** The bucket is not where it was found, or gone. */
    void lost(BucketId bucket) {
        regions.remove(bucket);
    }

    void keepOnly(Predicate<BucketId> which) {
        regions.keySet().removeIf(which.negate());
    }

    boolean isOwnUnknown() {
        return "".equals(own);
    }

    /** @param answered runs, on another thread, when there is another answer than before */
    void askForOwn(Runnable answered) {
        if (asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("own-account").start(() -> {
                var before = own;
                try {
                    own = ownAccount.get().orElse("");
                } catch (RuntimeException e) {
                    LOG.error("A bug while the operator's own account was asked for", e);
                    own = "";
                } finally {
                    asking.set(false);
                }
                if (!own.equals(before)) {
                    answered.run();
                }
            });
        }
    }
}
