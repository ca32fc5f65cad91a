package io.bucketwarden.fleet;

import io.bucketwarden.api.S3BucketPolicy;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides which of several policies for one bucket governs it: the oldest, then by namespace and name. */
public final class Governance {

    private static final Comparator<S3BucketPolicy> ORDER = Comparator.<S3BucketPolicy, String>comparing(
                    policy -> text(policy.getMetadata().getCreationTimestamp()))
            .thenComparing(policy -> text(policy.getMetadata().getNamespace()))
            .thenComparing(policy -> policy.getMetadata().getName());

    private Governance() {}

    public static Optional<S3BucketPolicy> governing(Collection<S3BucketPolicy> sameBucket) {
        return sameBucket.stream()
                .filter(policy -> policy.getMetadata().getDeletionTimestamp() == null)
                .min(ORDER);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
