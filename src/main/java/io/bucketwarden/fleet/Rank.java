package io.bucketwarden.fleet;

import io.bucketwarden.api.BucketSelector;
import io.bucketwarden.api.S3BucketPolicy;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which of two claims goes first: what is granted Enforce before what is granted only a look, then the more specific
 * policy (it names the bucket, then patterns of names, then tags), then the older one, then by namespace and name, so
 * that every replica comes to the same answer.
 */
public final class Rank {

    /** Who may only look must not take a bucket from somebody who may write to it. */
    private static final Comparator<Claim> GRANTED =
            Comparator.comparing(Claim::granted).reversed();

    /** The more specific one first. */
    private static final Comparator<S3BucketPolicy> SPECIFIC = Comparator.comparing(Rank::hasName)
            .thenComparing(Rank::hasPatterns)
            .thenComparing(Rank::hasTags)
            .reversed();

    static final Comparator<Claim> ORDER = GRANTED.thenComparing(
            Claim::policy,
            SPECIFIC.thenComparing(policy -> text(policy.getMetadata().getCreationTimestamp()))
                    .thenComparing(policy -> text(policy.getMetadata().getNamespace()))
                    .thenComparing(policy -> policy.getMetadata().getName()));

    private Rank() {}

    /** How the loser is told of the winner, who is named only to those who may see it anyway. */
    public static String describe(Claim winner, Claim loser) {
        var meta = winner.policy().getMetadata();
        return kind(winner, loser) + (isVisible(winner, loser) ? " (" + meta.getName() + ")" : " in another namespace");
    }

    /** Whether whoever wrote the loser may see the winner. */
    static boolean isVisible(Claim winner, Claim loser) {
        return Objects.equals(
                winner.policy().getMetadata().getNamespace(),
                loser.policy().getMetadata().getNamespace());
    }

    private static String kind(Claim winner, Claim loser) {
        if (GRANTED.compare(winner, loser) < 0) {
            return "A policy that is granted Enforce here";
        }
        return SPECIFIC.compare(winner.policy(), loser.policy()) < 0 ? "A more specific policy" : "An older policy";
    }

    private static boolean hasName(S3BucketPolicy policy) {
        return policy.getSpec().bucketName() != null;
    }

    /** A star alone is the baseline over everything: it says nothing about the bucket that it meets. */
    private static boolean hasPatterns(S3BucketPolicy policy) {
        var selector = selector(policy);
        return selector != null
                && selector.namePatterns() != null
                && !selector.namePatterns().isEmpty()
                && !NamePatterns.of(selector.namePatterns()).includeAll();
    }

    private static boolean hasTags(S3BucketPolicy policy) {
        var selector = selector(policy);
        return selector != null && selector.tags() != null && !selector.tags().isEmpty();
    }

    private static @Nullable BucketSelector selector(S3BucketPolicy policy) {
        return policy.getSpec().bucketSelector();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
