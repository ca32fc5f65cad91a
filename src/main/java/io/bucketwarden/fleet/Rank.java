package io.bucketwarden.fleet;

import io.bucketwarden.api.BucketSelector;
import io.bucketwarden.api.S3BucketPolicy;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which of two policies goes first: the more specific one (it names the bucket, then patterns of names, then tags), then
 * the older one, then by namespace and name, so that every replica comes to the same answer.
 */
public final class Rank {

    /** The more specific one first. */
    static final Comparator<S3BucketPolicy> SPECIFIC = Comparator.comparing(Rank::hasName)
            .thenComparing(Rank::hasPatterns)
            .thenComparing(Rank::hasTags)
            .reversed();

    static final Comparator<S3BucketPolicy> ORDER = SPECIFIC.thenComparing(
                    policy -> text(policy.getMetadata().getCreationTimestamp()))
            .thenComparing(policy -> text(policy.getMetadata().getNamespace()))
            .thenComparing(policy -> policy.getMetadata().getName());

    private Rank() {}

    /** How the loser is told of the winner, who is named only to those who may see it anyway. */
    public static String describe(S3BucketPolicy winner, S3BucketPolicy loser) {
        var sameNamespace = Objects.equals(
                loser.getMetadata().getNamespace(), winner.getMetadata().getNamespace());
        return (SPECIFIC.compare(winner, loser) < 0 ? "A more specific policy" : "An older policy")
                + (sameNamespace ? " (" + winner.getMetadata().getName() + ")" : " in another namespace");
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
