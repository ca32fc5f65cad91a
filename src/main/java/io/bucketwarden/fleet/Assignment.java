package io.bucketwarden.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one bucket.
 *
 * @param region where it is, as AWS says; null when that is not known yet
 * @param claims one for each policy that has a say, the first in rank first
 */
public record Assignment(BucketId bucket, @Nullable String region, List<Claim> claims, String signature) {

    private record Role(@Nullable String arn, @Nullable String externalId) {}

    static Assignment of(BucketId bucket, @Nullable String region, List<Claim> claims) {
        var layers = Layers.of(claims);
        var signature = region + "\n" + layers.stream().map(Claim::signature).collect(Collectors.joining("\n"));
        return new Assignment(bucket, region, layers, signature);
    }

    /** Whether the region has to be found before anything can be said, since it decides who has a say at all. */
    public boolean isToBeLocated() {
        return region == null && claims.stream().anyMatch(claim -> claim.holds() && claim.hangsOnRegion());
    }

    /** The facets that somebody governs. */
    public Set<String> governed() {
        return claims.stream().flatMap(claim -> claim.governs().stream()).collect(Collectors.toSet());
    }

    /** Claims that get in the same way, those together that are first in rank first. */
    public static List<List<Claim>> byRole(List<Claim> claims) {
        var byRole = new LinkedHashMap<Role, List<Claim>>();
        for (var claim : claims) {
            var role = new Role(claim.access().roleArn(), claim.access().externalId());
            byRole.computeIfAbsent(role, first -> new ArrayList<>()).add(claim);
        }
        return List.copyOf(byRole.values());
    }

    /** Whether those that govern something ask the same as in another assignment, so that a look would find the same. */
    public boolean isGovernedAs(Assignment other) {
        return Objects.equals(region, other.region) && governing().equals(other.governing());
    }

    /** Changes with what those ask that govern something. */
    private String governing() {
        return claims.stream()
                .filter(claim -> !claim.governs().isEmpty())
                .map(Claim::signature)
                .collect(Collectors.joining("\n"));
    }

    /** By facet, what is asked by the claim that governs it. */
    public Map<String, Asked> askedByFacet() {
        var asked = new HashMap<String, Asked>();
        for (var claim : claims) {
            var byClaim = claim.asked();
            claim.governs().forEach(facet -> asked.put(facet, byClaim));
        }
        return asked;
    }

    /** Whether the very same is asked by the claim's policy here. */
    public boolean asks(Claim claim) {
        return of(claim.uid())
                .filter(mine -> mine.signature().equals(claim.signature()))
                .isPresent();
    }

    public Optional<Claim> of(String uid) {
        return claims.stream().filter(claim -> claim.uid().equals(uid)).findFirst();
    }
}
