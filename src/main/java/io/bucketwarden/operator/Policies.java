package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketPolicy;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every policy, as the informer last saw it; none before it runs. */
final class Policies {

    private volatile @Nullable IndexedResourceCache<S3BucketPolicy> cache;

    void from(IndexedResourceCache<S3BucketPolicy> informer) {
        cache = informer;
    }

    Stream<S3BucketPolicy> all() {
        var known = cache;
        return known == null ? Stream.empty() : known.list();
    }

    Optional<S3BucketPolicy> get(ResourceID id) {
        var known = cache;
        return known == null ? Optional.empty() : known.get(id);
    }

    /** Whether something about a policy changed that makes another look worth while. */
    static boolean isOther(S3BucketPolicy one, S3BucketPolicy other) {
        return !Objects.equals(
                        one.getMetadata().getGeneration(), other.getMetadata().getGeneration())
                || one.isPaused() != other.isPaused()
                || !Objects.equals(one.reconcileRequestedAt(), other.reconcileRequestedAt())
                || !one.revertWish().equals(other.revertWish())
                || !one.acceptedLockouts().equals(other.acceptedLockouts())
                || !Objects.equals(
                        one.getMetadata().getDeletionTimestamp(),
                        other.getMetadata().getDeletionTimestamp());
    }
}
