package io.bucketwarden.operator.inventory;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.fleet.ListedBucket;
import io.bucketwarden.posture.CallFailed;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Two buckets in every account, and what a test says goes wrong with them. */
public final class ScriptedLister implements Lister {
    final CountDownLatch stuck = new CountDownLatch(1);
    final List<GrantedAccount> listed = new CopyOnWriteArrayList<>();
    final List<String> tagged = new CopyOnWriteArrayList<>();
    volatile CallFailed listFailure;
    volatile CallFailed tagFailure;
    volatile GrantedAccount sticky;
    volatile Runnable listing = () -> {};

    /** How often an account was listed. */
    public long listed(GrantedAccount account) {
        return listed.stream().filter(account::equals).count();
    }

    @Override
    public List<ListedBucket> list(GrantedAccount account) {
        listed.add(account);
        listing.run();
        if (account.equals(sticky)) {
            try {
                stuck.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (listFailure != null) {
            throw listFailure;
        }
        return List.of(new ListedBucket("acme-1", "eu-west-1"), new ListedBucket("other", "eu-west-1"));
    }

    @Override
    public String region(GrantedAccount account, ListedBucket bucket) {
        return "eu-west-1";
    }

    @Override
    public Map<String, String> tags(GrantedAccount account, ListedBucket bucket) {
        tagged.add(bucket.name());
        if (tagFailure != null) {
            throw tagFailure;
        }
        return Map.of("data", "pii");
    }
}
