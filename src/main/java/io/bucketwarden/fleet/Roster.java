package io.bucketwarden.fleet;

import io.bucketwarden.api.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is responsible for what: the assignment of each bucket, and the standing of each policy. Pure, and made anew
 * whenever something in the {@link World} changes.
 *
 * @param standings by UID of the policy
 * @param byName the assigned buckets, of whatever account
 * @param roles ARNs of the roles through which policies act
 */
public record Roster(
        Map<BucketId, Assignment> assignments,
        Map<String, Standing> standings,
        Map<String, List<BucketId>> byName,
        Set<String> roles) {

    public static final Roster EMPTY = new Roster(Map.of(), Map.of(), Map.of(), Set.of());

    /** The assigned buckets of a name; there are several where policies name several accounts for it. */
    public List<BucketId> named(String bucket) {
        return byName.getOrDefault(bucket, List.of());
    }

    /** The assigned buckets of an account. */
    public List<BucketId> in(String account) {
        return assignments.keySet().stream()
                .filter(bucket -> bucket.account().equals(account))
                .toList();
    }

    public static Roster of(World world) {
        var claims = new HashMap<BucketId, List<Claim>>();
        var standings = new HashMap<String, Standing>();
        for (var policy : world.policies()) {
            if (policy.getMetadata().getDeletionTimestamp() == null) {
                var mine = Claims.of(policy, world);
                standings.put(policy.getMetadata().getUid(), mine.standing());
                mine.all()
                        .forEach(claim -> claims.computeIfAbsent(claim.bucket(), bucket -> new ArrayList<>(1))
                                .add(claim));
            }
        }
        var assignments = new HashMap<BucketId, Assignment>();
        claims.forEach((bucket, those) -> assignments.put(bucket, Assignment.of(bucket, world.region(bucket), those)));
        losers(assignments)
                .forEach((uid, lost) ->
                        standings.compute(uid, (_, standing) -> judged(Objects.requireNonNull(standing), lost)));
        var named = assignments.keySet().stream().collect(Collectors.groupingBy(BucketId::name));
        var roles = assignments.values().stream()
                .flatMap(assignment -> assignment.claims().stream())
                .flatMap(claim -> Stream.ofNullable(claim.access().roleArn()))
                .collect(Collectors.toUnmodifiableSet());
        return new Roster(assignments, standings, named, roles);
    }

    /** By UID, the lost claims of every policy that governs nothing, is wrong about nothing, and has lost for good. */
    private static Map<String, List<Claim>> losers(Map<BucketId, Assignment> assignments) {
        var losers = new HashMap<String, List<Claim>>();
        assignments
                .values()
                .forEach(assignment -> assignment
                        .claims()
                        .forEach(claim -> losers.computeIfAbsent(claim.uid(), uid -> new ArrayList<>(1))
                                .add(claim)));
        losers.values()
                .removeIf(claims -> claims.stream()
                        .anyMatch(claim -> !claim.holds()
                                || !claim.governs().isEmpty()
                                || Objects.requireNonNull(assignments.get(claim.bucket()))
                                        .isToBeLocated()));
        return losers;
    }

    /** A policy that has lost every facet of every bucket governs nothing. */
    private static Standing judged(Standing standing, List<Claim> lost) {
        if (!standing.isSettled()) {
            return standing;
        }
        var loser = lost.getFirst();
        var winner = loser.superseded().values().iterator().next();
        return Standing.refused(new Problem(
                Reason.Conflicted,
                Rank.describe(winner, loser) + " governs every facet of its "
                        + (lost.size() == 1 ? "bucket" : "buckets, or others do")
                        + (Rank.isVisible(winner, loser)
                                ? ". Merge the two, or delete one."
                                : ". Ask whoever runs the operator.")));
    }
}
