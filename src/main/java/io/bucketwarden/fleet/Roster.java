package io.bucketwarden.fleet;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Who is responsible for what: the assignment of each bucket, and the standing of each policy. Pure, and made anew
 * whenever something in the {@link World} changes.
 *
 * @param assignments by name of the bucket, which is unique in all of S3
 * @param standings by UID of the policy
 * @param disputed accounts that have to be listed to tell in which of them a bucket is
 */
public record Roster(
        Map<String, Assignment> assignments, Map<String, Standing> standings, Set<GrantedAccount> disputed) {

    public static final Roster EMPTY = new Roster(Map.of(), Map.of(), Set.of());

    private static final String NOT_GRANTED =
            "No grant covers this: ask whoever runs the operator for an S3BucketGrant that selects this namespace and"
                    + " covers the buckets.";

    public static Roster of(World world) {
        var claims = new HashMap<String, List<Claim>>();
        var standings = new HashMap<String, Standing>();
        var whereabouts = World.whereabouts(world.inventories());
        for (var policy : world.policies()) {
            if (policy.getMetadata().getDeletionTimestamp() == null) {
                var standing = policy.getSpec().bucketName() == null
                        ? fleet(policy, world, claims)
                        : named(policy, world, whereabouts, claims);
                standings.put(policy.getMetadata().getUid(), standing);
            }
        }
        var disputes = Disputes.of(claims, world.inventories(), whereabouts);
        standings.putAll(disputes.losers());
        var assignments = new HashMap<String, Assignment>();
        disputes.settled().forEach((bucket, those) -> assignments.put(bucket, Assignment.of(bucket, those)));
        standings.replaceAll((uid, standing) -> judged(uid, standing, assignments));
        return new Roster(assignments, standings, disputes.toBeListed());
    }

    private static Standing named(
            S3BucketPolicy policy, World world, Map<String, Set<String>> whereabouts, Map<String, List<Claim>> claims) {
        var spec = policy.getSpec();
        var bucket = Objects.requireNonNull(spec.bucketName());
        var grants = world.grantsOf(policy);
        var accounts = World.accountsOf(policy, bucket, grants);
        if (accounts.isEmpty()) {
            return Standing.refused(Reason.NotGranted, NOT_GRANTED);
        }
        var listed = whereabouts.getOrDefault(bucket, Set.of());
        var holding = accounts.stream()
                .filter(a -> accounts.size() == 1 || listed.contains(World.id(a)))
                .toList();
        if (holding.isEmpty()) {
            var unlisted = accounts.stream()
                    .filter(account -> !world.inventories().containsKey(account))
                    .toList();
            return unlisted.isEmpty() || !listed.isEmpty() ? Standing.notThere() : Standing.unlisted();
        }
        var account = holding.getFirst();
        var mode = grants.mode(bucket, account.id(), spec.region());
        if (mode.isEmpty()) {
            return Standing.refused(Reason.NotGranted, NOT_GRANTED);
        }
        add(claims, bucket, Claim.alone(policy, account, spec.region(), lower(spec.effectiveMode(), mode.get())));
        return new Standing(Set.of(bucket), Map.of(), List.of(), false, null);
    }

    private static Standing fleet(S3BucketPolicy policy, World world, Map<String, List<Claim>> claims) {
        var spec = policy.getSpec();
        var selector = new Selector(Objects.requireNonNull(spec.bucketSelector()));
        var grants = world.grantsOf(policy);
        var accounts = World.accountsOf(policy, grants);
        if (accounts.isEmpty()) {
            return Standing.refused(Reason.NotGranted, NOT_GRANTED);
        }
        var buckets = new LinkedHashSet<String>();
        var undecided = new LinkedHashMap<String, String>();
        var problems = new ArrayList<Problem>();
        var waiting = false;
        for (var account : accounts) {
            var inventory = world.inventories().get(account);
            if (inventory == null) {
                waiting = true;
                continue;
            }
            if (inventory.problem() != null) {
                problems.add(inventory.problem());
            }
            for (var bucket : inventory.buckets()) {
                var mode = grants.mode(bucket.name(), account.id(), bucket.region());
                var selection = mode.isEmpty() ? Selection.NotSelected : selector.select(bucket);
                switch (selection) {
                    case NotSelected -> {}
                    case Undecided -> {
                        if (bucket.unread() == null) {
                            waiting = true;
                        } else {
                            undecided.put(bucket.name(), bucket.unread());
                        }
                    }
                    case Selected -> {
                        if (buckets.add(bucket.name())) {
                            var effective = lower(spec.effectiveMode(), mode.orElseThrow());
                            add(claims, bucket.name(), Claim.alone(policy, account, bucket.region(), effective));
                        }
                    }
                }
            }
        }
        return new Standing(buckets, undecided, List.copyOf(problems), waiting, null);
    }

    /** A policy that has lost every facet of every bucket governs nothing. */
    private static Standing judged(String uid, Standing standing, Map<String, Assignment> assignments) {
        if (standing.buckets().isEmpty()
                || standing.waiting()
                || !standing.problems().isEmpty()
                || !standing.undecided().isEmpty()) {
            return standing;
        }
        S3BucketPolicy winner = null;
        S3BucketPolicy loser = null;
        for (var bucket : standing.buckets()) {
            var claim = Objects.requireNonNull(assignments.get(bucket)).of(uid).orElseThrow();
            if (!claim.governs().isEmpty()) {
                return standing;
            }
            loser = claim.policy();
            winner = claim.superseded().values().iterator().next();
        }
        return Standing.refused(
                Reason.Conflicted,
                conflict(
                        Objects.requireNonNull(loser),
                        Objects.requireNonNull(winner),
                        standing.buckets().size()));
    }

    private static String conflict(S3BucketPolicy loser, S3BucketPolicy winner, int buckets) {
        var isVisible =
                loser.getMetadata().getNamespace().equals(winner.getMetadata().getNamespace());
        return Rank.describe(winner, loser) + " governs every facet of its "
                + (buckets == 1 ? "bucket" : "buckets, or others do")
                + (isVisible ? ". Merge the two, or delete one." : ". Ask whoever runs the operator.");
    }

    private static Mode lower(Mode asked, Mode allowed) {
        return asked.compareTo(allowed) <= 0 ? asked : allowed;
    }

    private static void add(Map<String, List<Claim>> claims, String bucket, Claim claim) {
        claims.computeIfAbsent(bucket, name -> new ArrayList<>(1)).add(claim);
    }
}
