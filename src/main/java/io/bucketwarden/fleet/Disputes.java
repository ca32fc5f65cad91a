package io.bucketwarden.fleet;

import io.bucketwarden.api.GrantedAccount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Buckets that policies place in different accounts. A name is one bucket in all of S3, so at most one of them is right:
 * the account that lists it. Without this, whoever is granted a pattern in an account of their own could take a bucket of
 * another account from its policy by naming it. Pure.
 *
 * @param settled the claims that hold, by bucket
 * @param losers how the policies stand whose claims do not, or not yet
 * @param toBeListed the accounts that have to be listed to settle it
 */
record Disputes(Map<String, List<Claim>> settled, Map<String, Standing> losers, Set<GrantedAccount> toBeListed) {

    /** @param whereabouts the accounts that list a bucket, by its name */
    static Disputes of(
            Map<String, List<Claim>> claims,
            Map<GrantedAccount, Inventory> inventories,
            Map<String, Set<String>> whereabouts) {
        var settled = new HashMap<String, List<Claim>>();
        var losers = new HashMap<String, Standing>();
        var toBeListed = new HashSet<GrantedAccount>();
        claims.forEach((bucket, those) -> {
            var accounts = accounts(those);
            if (accounts.size() < 2) {
                settled.put(bucket, those);
                return;
            }
            toBeListed.addAll(accounts);
            var holders = whereabouts.getOrDefault(bucket, Set.of());
            var holding = new ArrayList<Claim>();
            for (var claim : those) {
                var inventory = inventories.get(claim.account());
                if (holders.contains(World.id(claim.account()))
                        || (inventory != null && cannotTell(inventory, holders))) {
                    holding.add(claim);
                } else {
                    losers.put(claim.uid(), inventory == null ? Standing.unlisted() : Standing.notThere());
                }
            }
            if (!holding.isEmpty()) {
                settled.put(bucket, holding);
            }
        });
        return new Disputes(settled, losers, toBeListed);
    }

    /** An account that may not be listed is given the benefit of the doubt while no other one lists the bucket. */
    private static boolean cannotTell(Inventory inventory, Set<String> holders) {
        return inventory.problem() != null && holders.isEmpty();
    }

    private static Set<GrantedAccount> accounts(List<Claim> claims) {
        var accounts = new HashMap<String, GrantedAccount>();
        claims.forEach(claim -> accounts.putIfAbsent(World.id(claim.account()), claim.account()));
        return new HashSet<>(accounts.values());
    }
}
