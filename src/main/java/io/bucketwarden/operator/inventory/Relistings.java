package io.bucketwarden.operator.inventory;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.fleet.World;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A person who asks a fleet for a check means its buckets as they are now, so its accounts are listed anew first. */
public final class Relistings {

    private final Inventories inventories;
    private final Map<String, Map<GrantedAccount, Long>> awaited = new ConcurrentHashMap<>();

    public Relistings(Inventories inventories) {
        this.inventories = inventories;
    }

    /** Has the accounts listed of every policy that carries another request than before. */
    public void request(Collection<S3BucketPolicy> policies, Map<String, S3BucketPolicy> before, World world) {
        for (var policy : policies) {
            var uid = policy.getMetadata().getUid();
            var then = before.get(uid);
            if (then != null
                    && policy.reconcileRequestedAt() != null
                    && !Objects.equals(then.reconcileRequestedAt(), policy.reconcileRequestedAt())) {
                var requests = new HashMap<GrantedAccount, Long>();
                world.toBeListed(policy).forEach(account -> requests.put(account, inventories.refresh(account)));
                if (!requests.isEmpty()) {
                    awaited.put(uid, requests);
                }
            }
        }
    }

    /** The policies whose accounts have been listed since they asked. Nothing is awaited for them from now on. */
    public Set<String> takeEnded() {
        var ended = new HashSet<String>();
        awaited.forEach((uid, requests) -> {
            if (requests.entrySet().stream().allMatch(one -> inventories.isDone(one.getKey(), one.getValue()))) {
                ended.add(uid);
            }
        });
        awaited.keySet().removeAll(ended);
        return ended;
    }

    public boolean isAwaited(String uid) {
        return awaited.containsKey(uid);
    }
}
