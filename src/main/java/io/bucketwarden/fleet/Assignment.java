package io.bucketwarden.fleet;

import io.bucketwarden.api.GrantedAccount;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one bucket.
 *
 * @param claims one for each policy that has a say, the first in rank first
 */
public record Assignment(String bucket, List<Claim> claims, String signature) {

    static Assignment of(String bucket, List<Claim> claims) {
        var layers = Layers.of(claims);
        return new Assignment(
                bucket, layers, layers.stream().map(Claim::signature).collect(Collectors.joining("\n")));
    }

    /** How the bucket is reached: as the policy that is first in rank is granted. */
    public GrantedAccount account() {
        return claims.getFirst().account();
    }

    public @Nullable String owner() {
        return claims.getFirst().owner();
    }

    public @Nullable String region() {
        return claims.getFirst().region();
    }

    /** Whether those that govern something ask the same as in another assignment, so that a look would find the same. */
    public boolean isGovernedAs(Assignment other) {
        return governing().equals(other.governing());
    }

    private List<String> governing() {
        return claims.stream()
                .filter(claim -> !claim.governs().isEmpty())
                .map(Claim::signature)
                .toList();
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
