package io.bucketwarden.tracking;

import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.api.S3BucketAccessSpec;
import io.bucketwarden.api.S3BucketAccessStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is known of each bucket in its resource. How far was read and what was found are one object, written at once
 * and only over what was read, so two writers never count the same request twice.
 */
final class AccessStore {

    private final KubernetesClient client;

    AccessStore(KubernetesClient client) {
        this.client = client;
    }

    /**
     * The resource of a bucket, which is made where there is none.
     *
     * @throws KubernetesClientException when the API server does not give or make it
     */
    S3BucketAccess obtain(Tracked tracked) {
        var policy = tracked.policy().getMetadata().getName();
        var readable = AccessName.readable(policy, tracked.bucket(), tracked.isNamed());
        return obtain(tracked, readable)
                .or(() -> obtain(tracked, AccessName.unmistakable(policy, tracked.bucket())))
                .orElseThrow(() -> new KubernetesClientException("S3BucketAccess " + readable
                        + " is of another policy or bucket, and so is the one with the other"
                        + " name that it could have"));
    }

    /**
     * Writes the status over that which was read.
     *
     * @return the resource as it is now; empty when somebody else changed or deleted it meanwhile
     * @throws KubernetesClientException when the API server does not take it
     */
    Optional<S3BucketAccess> save(S3BucketAccess read, S3BucketAccessStatus status) {
        var next = new S3BucketAccess();
        next.setMetadata(new ObjectMetaBuilder()
                .withName(read.getMetadata().getName())
                .withNamespace(read.getMetadata().getNamespace())
                .withUid(read.getMetadata().getUid())
                .withResourceVersion(read.getMetadata().getResourceVersion())
                .build());
        next.setSpec(read.getSpec());
        next.setStatus(status);
        try {
            return Optional.of(client.resource(next)
                    .lockResourceVersion(read.getMetadata().getResourceVersion())
                    .updateStatus());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<S3BucketAccess> obtain(Tracked tracked, String name) {
        var resources = client.resources(S3BucketAccess.class).inNamespace(tracked.namespace());
        var found = resources.withName(name).get();
        if (found != null && isLeftBehind(found, tracked)) {
            // Its policy was deleted and another took the name; the garbage collector may just not have come yet.
            client.resource(found)
                    .lockResourceVersion(found.getMetadata().getResourceVersion())
                    .delete();
            found = null;
        }
        if (found == null) {
            return Optional.of(client.resource(fresh(tracked, name)).create());
        }
        return isOf(found.getSpec(), tracked) ? Optional.of(found) : Optional.empty();
    }

    private static boolean isLeftBehind(S3BucketAccess found, Tracked tracked) {
        return isOf(found.getSpec(), tracked)
                && found.getMetadata().getOwnerReferences().stream()
                        .noneMatch(
                                owner -> owner.getUid().equals(tracked.claim().uid()));
    }

    private static boolean isOf(@Nullable S3BucketAccessSpec spec, Tracked tracked) {
        return spec != null
                && Objects.equals(spec.policy(), tracked.policy().getMetadata().getName())
                && Objects.equals(spec.bucket(), tracked.bucket());
    }

    private static S3BucketAccess fresh(Tracked tracked, String name) {
        var policy = tracked.policy();
        var access = new S3BucketAccess();
        access.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(tracked.namespace())
                .withLabels(Map.of("app.kubernetes.io/managed-by", "bucketwarden"))
                .addNewOwnerReference()
                .withApiVersion(policy.getApiVersion())
                .withKind(policy.getKind())
                .withName(policy.getMetadata().getName())
                .withUid(policy.getMetadata().getUid())
                .endOwnerReference()
                .build());
        access.setSpec(new S3BucketAccessSpec(policy.getMetadata().getName(), tracked.bucket(), null));
        return access;
    }
}
