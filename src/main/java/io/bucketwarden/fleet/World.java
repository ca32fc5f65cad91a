package io.bucketwarden.fleet;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.S3BucketGrant;
import io.bucketwarden.api.S3BucketPolicy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All that decides who governs what, as it is known at one moment. For one thread. */
public final class World {

    /**
     * What AWS said.
     *
     * @param inventories what is known of the accounts that were listed
     * @param regions where buckets turned out to be that no listing places
     * @param own the operator's own account; empty when AWS does not tell, null when nobody has asked yet
     */
    public record Seen(
            Map<GrantedAccount, Inventory> inventories,
            Map<BucketId, String> regions,
            @Nullable String own) {}

    private final Collection<S3BucketPolicy> policies;
    private final @Nullable Collection<S3BucketGrant> grants;
    private final Map<String, Map<String, String>> namespaces;
    private final Seen seen;
    private final Map<String, Grants> byNamespace = new HashMap<>();
    private final Map<BucketId, ListedBucket> listed = new HashMap<>();

    /**
     * Takes what is known.
     *
     * @param policies those that can be acted upon
     * @param grants all grants; null where none is required
     * @param namespaces the labels of each namespace
     */
    public World(
            Collection<S3BucketPolicy> policies,
            @Nullable Collection<S3BucketGrant> grants,
            Map<String, Map<String, String>> namespaces,
            Seen seen) {
        this.policies = policies;
        this.grants = grants;
        this.namespaces = namespaces;
        this.seen = seen;
        seen.inventories().forEach((account, inventory) -> {
            if (isOpen(account)) {
                inventory.buckets().forEach(bucket -> listed.put(new BucketId(id(account), bucket.name()), bucket));
            }
        });
    }

    public Collection<S3BucketPolicy> policies() {
        return policies;
    }

    /**
     * What is known of an account by any way in that a policy is granted, since one that fails must not hide what another
     * one shows; null when it has not been listed.
     */
    @Nullable
    Inventory inventory(S3BucketPolicy policy, GrantedAccount account) {
        Inventory failing = null;
        var isListed = true;
        for (var way : grantsOf(policy).waysTo(account.id())) {
            var inventory = seen.inventories().get(way);
            if (inventory != null && inventory.problem() == null) {
                return inventory;
            }
            isListed &= inventory != null;
            failing = failing == null ? inventory : failing;
        }
        return isListed ? failing : null;
    }

    /** Whether an account was seen to hold a bucket. */
    public boolean lists(BucketId bucket) {
        return listed.containsKey(bucket);
    }

    /** Where a bucket is; null when nobody knows yet. */
    @Nullable
    String region(BucketId bucket) {
        var there = listed.get(bucket);
        return there != null && there.region() != null
                ? there.region()
                : seen.regions().get(bucket);
    }

    /** What the namespace of a policy is granted. */
    public Grants grantsOf(S3BucketPolicy policy) {
        return byNamespace.computeIfAbsent(
                policy.getMetadata().getNamespace(),
                name -> grants == null ? Grants.everything() : Grants.of(grants, namespaces.get(name)));
    }

    /** The accounts that have to be listed to know the buckets of a policy. One that is named needs no search. */
    public List<GrantedAccount> toBeListed(S3BucketPolicy policy) {
        var accounts = accountsOf(policy);
        if (policy.getSpec().bucketName() != null && accounts.size() < 2) {
            return List.of();
        }
        return accounts.stream()
                .flatMap(account -> grantsOf(policy).waysTo(account.id()).stream())
                .filter(this::isOpen)
                .distinct()
                .toList();
    }

    /** The accounts in which the buckets of a policy may be: those that are granted, or the one of them that it names. */
    List<GrantedAccount> accountsOf(S3BucketPolicy policy) {
        var bucket = policy.getSpec().bucketName();
        var all =
                bucket == null ? grantsOf(policy).accounts() : grantsOf(policy).accountsOf(bucket);
        var granted = all.stream()
                .filter(account -> isOwnUnknown() || isOpen(account))
                .toList();
        var declared = policy.getSpec().accountId();
        if (declared == null) {
            return granted;
        }
        var named = granted.stream()
                .filter(account -> declared.equals(account.id()))
                .toList();
        return named.isEmpty()
                ? granted.stream()
                        .filter(account -> account.id() == null && mayBeOwn(declared))
                        .toList()
                : named;
    }

    /** Whether an entry leads where it says: without a role, the operator is in its own account whatever the entry names. */
    private boolean isOpen(GrantedAccount account) {
        return account.roleArn() != null || account.id() == null || account.id().equals(seen.own());
    }

    /** A grant of the operator's own account opens no other one by the same identity. */
    private boolean mayBeOwn(String declared) {
        return grants == null || isOwnUnknown() || declared.equals(seen.own());
    }

    /** Whether the operator's own account has to be asked for before it is known what a policy means. */
    public boolean asksForOwn(S3BucketPolicy policy) {
        return asksForOwn(accountsOf(policy));
    }

    boolean asksForOwn(List<GrantedAccount> accounts) {
        return seen.own() == null && accounts.stream().anyMatch(account -> account.roleArn() == null);
    }

    /** Whether it cannot be told if an account is the operator's own, which alone is open without a role. */
    boolean isOwnInDoubt(S3BucketPolicy policy, List<GrantedAccount> accounts) {
        var isDeclared = policy.getSpec().accountId() != null;
        return grants != null
                && isOwnUnknown()
                && accounts.stream()
                        .anyMatch(account -> account.roleArn() == null && (account.id() != null || isDeclared));
    }

    private boolean isOwnUnknown() {
        return seen.own() == null || seen.own().isEmpty();
    }

    /** The bucket that a policy means by a name in one of its accounts. */
    BucketId bucket(S3BucketPolicy policy, GrantedAccount account, String name) {
        var declared = grants == null ? policy.getSpec().accountId() : null;
        return new BucketId(account.id() == null && declared != null ? declared : id(account), name);
    }

    private String id(GrantedAccount account) {
        return account.id() == null ? Objects.requireNonNullElse(seen.own(), "") : account.id();
    }
}
