package io.bucketwarden.fleet;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one policy claims, whatever others do. Pure.
 *
 * @param all at most one for each name of a bucket
 */
record Claims(List<Claim> all, Standing standing) {

    /** Says the same whether the bucket exists or not, and whichever of them is not granted. */
    private static final Problem NOT_GRANTED = new Problem(
            Reason.NotGranted,
            "No grant covers this: ask whoever runs the operator for an S3BucketGrant that selects this namespace and"
                    + " covers the bucket, its account and its region (spec.accountId, spec.region).");

    static Claims of(S3BucketPolicy policy, World world) {
        var accounts = world.accountsOf(policy);
        if (accounts.isEmpty()) {
            return none(Standing.refused(NOT_GRANTED));
        }
        if (world.asksForOwn(accounts)) {
            return none(Standing.awaited());
        }
        if (world.isOwnInDoubt(policy, accounts)) {
            return none(Standing.refused(new Problem(
                    Reason.CheckFailed,
                    "The operator cannot tell its own account (sts:GetCallerIdentity), and only that one is open"
                            + " without a role: leave accounts out of the grant and spec.accountId out of the policy,"
                            + " or name a role in the grant.")));
        }
        var bucket = policy.getSpec().bucketName();
        return bucket == null ? fleet(policy, accounts, world) : named(policy, bucket, accounts, world);
    }

    private static Claims named(S3BucketPolicy policy, String name, List<GrantedAccount> accounts, World world) {
        var holding = accounts.size() == 1
                ? accounts
                : accounts.stream()
                        .filter(account -> world.lists(world.bucket(policy, account, name)))
                        .toList();
        if (holding.isEmpty()) {
            return none(missing(policy, accounts, world));
        }
        var bucket = world.bucket(policy, holding.getFirst(), name);
        var claim = claim(policy, bucket, holding.getFirst(), world.region(bucket), world);
        if (!NOT_GRANTED.equals(claim.problem())) {
            return new Claims(List.of(claim), Standing.of(claim));
        }
        // One that turned out to be elsewhere is kept an eye on: it may be made anew where it is granted.
        return new Claims(world.region(bucket) == null ? List.of() : List.of(claim), Standing.refused(NOT_GRANTED));
    }

    private static Standing missing(S3BucketPolicy policy, List<GrantedAccount> accounts, World world) {
        var inventories = accounts.stream()
                .map(account -> world.inventory(policy, account))
                .toList();
        if (inventories.contains(null)) {
            return Standing.awaited();
        }
        var problems = inventories.stream()
                .flatMap(inventory ->
                        Stream.ofNullable(Objects.requireNonNull(inventory).problem()))
                .toList();
        return problems.isEmpty()
                ? Standing.refused(new Problem(
                        Reason.BucketNotFound, "There is no such bucket in the accounts that are granted for it."))
                : Standing.unlisted(problems);
    }

    private static Claims fleet(S3BucketPolicy policy, List<GrantedAccount> accounts, World world) {
        var selector = new Selector(Objects.requireNonNull(policy.getSpec().bucketSelector()));
        var grants = world.grantsOf(policy);
        var claims = new LinkedHashMap<String, Claim>();
        var undecided = new LinkedHashMap<String, Problem>();
        var problems = new ArrayList<Problem>();
        var waiting = false;
        for (var account : accounts) {
            var inventory = world.inventory(policy, account);
            if (inventory == null) {
                waiting = true;
                continue;
            }
            if (inventory.problem() != null) {
                problems.add(inventory.problem());
            }
            for (var listed : inventory.buckets()) {
                var bucket = world.bucket(policy, account, listed.name());
                var region = world.region(bucket);
                var isGranted = grants.of(listed.name(), account.id(), region).isPresent();
                switch (isGranted ? selector.select(listed) : Selection.NotSelected) {
                    case NotSelected -> {}
                    case Undecided -> {
                        if (listed.unread() == null) {
                            waiting = true;
                        } else {
                            undecided.put(listed.name(), listed.unread());
                        }
                    }
                    case Selected ->
                        claims.computeIfAbsent(listed.name(), _ -> claim(policy, bucket, account, region, world));
                }
            }
        }
        var mode = claims.values().stream().map(Claim::mode).max(Comparator.naturalOrder());
        return new Claims(
                List.copyOf(claims.values()),
                new Standing(
                        new LinkedHashSet<>(claims.keySet()),
                        mode.orElse(null),
                        undecided,
                        List.copyOf(problems),
                        waiting,
                        null));
    }

    /** @param known where the bucket is; what a policy declares is only believed until that is known */
    private static Claim claim(
            S3BucketPolicy policy, BucketId bucket, GrantedAccount account, @Nullable String known, World world) {
        var grants = world.grantsOf(policy);
        var declared = policy.getSpec().region();
        var region = known == null ? declared : known;
        var allowed = grants.of(bucket.name(), account.id(), region);
        var claim = Claim.alone(
                policy,
                bucket,
                allowed.map(Grants.Allowed::access).orElse(account),
                allowed.map(Grants.Allowed::mode).orElse(Mode.Audit),
                declared != null || grants.isRegional(bucket.name(), account.id()));
        if (allowed.isEmpty()) {
            return claim.with(NOT_GRANTED);
        }
        return declared == null || known == null || declared.equals(known)
                ? claim
                : claim.with(Problem.wrongRegion(known, declared));
    }

    private static Claims none(Standing standing) {
        return new Claims(List.of(), standing);
    }
}
