package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketPolicy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.config.Cloner;

/**
 * Copies what can change and shares what cannot: spec and status are immutable records. A copy by way of JSON would also
 * lose that a spec could not be read.
 */
final class PolicyCloner implements Cloner {

    private final KubernetesSerialization serialization;

    PolicyCloner(KubernetesSerialization serialization) {
        this.serialization = serialization;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R extends HasMetadata> R clone(R resource) {
        if (!(resource instanceof S3BucketPolicy policy)) {
            return serialization.clone(resource);
        }
        var copy = new S3BucketPolicy();
        copy.setMetadata(new ObjectMetaBuilder(policy.getMetadata()).build());
        copy.setSpec(policy.getSpec());
        copy.setStatus(policy.getStatus());
        return (R) copy;
    }
}
