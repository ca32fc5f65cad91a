package io.bucketwarden.fleet;

import io.bucketwarden.api.GrantedAccount;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
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

    /** The account that has to own the bucket, where all agree; null where they do not, or mean the operator's own. */
    public @Nullable String owner() {
        return agreed(Claim::owner);
    }

    /** Where the bucket is, where all agree; null where it has to be found, so that one wrong policy misleads no other. */
    public @Nullable String region() {
        return agreed(Claim::region);
    }

    private @Nullable String agreed(Function<Claim, @Nullable String> said) {
        var first = said.apply(claims.getFirst());
        return claims.stream().allMatch(claim -> Objects.equals(said.apply(claim), first)) ? first : null;
    }

    /** Whether those that govern something ask the same as in another assignment, so that a look would find the same. */
    public boolean isGovernedAs(Assignment other) {
        return governing().equals(other.governing());
    }

    /** Changes with what those ask that govern something. */
    public String governing() {
        return claims.stream()
                .filter(claim -> !claim.governs().isEmpty())
                .map(Claim::signature)
                .collect(Collectors.joining("\n"));
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
