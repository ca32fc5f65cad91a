package io.bucketwarden.fleet;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.S3BucketGrant;
import io.bucketwarden.api.S3BucketPolicy;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that decides who governs what, as it is known at one moment. For one thread. */
public final class World {

    private final Collection<S3BucketPolicy> policies;
    private final @Nullable Collection<S3BucketGrant> grants;
    private final Map<String, Map<String, String>> namespaces;
    private final Map<GrantedAccount, Inventory> inventories;
    private final Map<String, Grants> byNamespace = new HashMap<>();

    /**
     * Takes what is known.
     *
     * @param policies those that can be acted upon
     * @param grants all grants; null where none is required
     * @param namespaces the labels of each namespace
     * @param inventories what is known of the accounts that were listed
     */
    public World(
            Collection<S3BucketPolicy> policies,
            @Nullable Collection<S3BucketGrant> grants,
            Map<String, Map<String, String>> namespaces,
            Map<GrantedAccount, Inventory> inventories) {
        this.policies = policies;
        this.grants = grants;
        this.namespaces = namespaces;
        this.inventories = inventories;
    }

    public Collection<S3BucketPolicy> policies() {
        return policies;
    }

    public Map<GrantedAccount, Inventory> inventories() {
        return inventories;
    }

    /** What the namespace of a policy is granted. */
    public Grants grantsOf(S3BucketPolicy policy) {
        return byNamespace.computeIfAbsent(
                policy.getMetadata().getNamespace(),
                name -> grants == null ? Grants.everything() : Grants.of(grants, namespaces.get(name)));
    }

    /** The accounts that have to be listed to know the buckets of a policy. One that is named needs no search. */
    public List<GrantedAccount> toBeListed(S3BucketPolicy policy) {
        var bucket = policy.getSpec().bucketName();
        if (bucket == null) {
            return accountsOf(policy, grantsOf(policy));
        }
        var accounts = accountsOf(policy, bucket, grantsOf(policy));
        return accounts.size() == 1 ? List.of() : accounts;
    }

    /** The accounts in which a fleet's buckets are looked for. */
    static List<GrantedAccount> accountsOf(S3BucketPolicy fleet, Grants grants) {
        return ofPolicy(fleet, grants.accounts());
    }

    /** The accounts in which the one bucket of a policy may be. */
    static List<GrantedAccount> accountsOf(S3BucketPolicy policy, String bucket, Grants grants) {
        return ofPolicy(policy, grants.accountsOf(bucket));
    }

    /** An account that is granted by its id goes before the operator's own, which may be any. */
    private static List<GrantedAccount> ofPolicy(S3BucketPolicy policy, List<GrantedAccount> accounts) {
        var wanted = policy.getSpec().accountId();
        if (wanted == null) {
            return accounts;
        }
        var named = accounts.stream().filter(a -> wanted.equals(a.id())).toList();
        return named.isEmpty() ? accounts.stream().filter(a -> a.id() == null).toList() : named;
    }

    /** What tells accounts apart: the id; empty for the operator's own, which is not known. */
    static String id(GrantedAccount account) {
        return Objects.requireNonNullElse(account.id(), "");
    }

    /** The {@link #id}s of the accounts that list a bucket, by its name. */
    static Map<String, Set<String>> whereabouts(Map<GrantedAccount, Inventory> inventories) {
        var where = new HashMap<String, Set<String>>();
        inventories.forEach((account, inventory) -> inventory
                .buckets()
                .forEach(bucket -> where.computeIfAbsent(bucket.name(), name -> new HashSet<>(2))
                        .add(id(account))));
        return where;
    }
}
