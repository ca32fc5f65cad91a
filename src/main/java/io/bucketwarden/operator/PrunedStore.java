package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketPolicy;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import org.jspecify.annotations.Nullable;

/** The informer's store without what nobody reads: field ownership and kubectl's copy of the resource. */
final class PrunedStore extends BasicItemStore<S3BucketPolicy> {

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    PrunedStore() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public @Nullable S3BucketPolicy put(String key, S3BucketPolicy policy) {
        policy.getMetadata().setManagedFields(null);
        if (policy.getMetadata().getAnnotations() != null) {
            policy.getMetadata().getAnnotations().remove(LAST_APPLIED);
        }
        return super.put(key, policy);
    }
}
