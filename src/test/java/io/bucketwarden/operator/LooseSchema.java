package io.bucketwarden.operator;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;

/** A schema of policies without the choices of {@code versioning.status}, and back. */
public record LooseSchema(KubernetesClient kube, String namespace) {

    private static final String UNKNOWN = """
            apiVersion: bucketwarden.io/v1alpha1
            kind: S3BucketPolicy
            metadata: {name: asked, namespace: %s}
            spec:
              bucketName: asked
              posture: {versioning: {status: Sometimes}}
            """;

    void apply(boolean loose) {
        kube.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("s3bucketpolicies.bucketwarden.io")
                .edit(crd -> {
                    crd.getSpec()
                            .getVersions()
                            .getFirst()
                            .getSchema()
                            .getOpenAPIV3Schema()
                            .getProperties()
                            .get("spec")
                            .getProperties()
                            .get("posture")
                            .getProperties()
                            .get("versioning")
                            .getProperties()
                            .get("status")
                            .setEnum(
                                    loose ? null : List.of(TextNode.valueOf("Enabled"), TextNode.valueOf("Suspended")));
                    return crd;
                });
        // The API server goes on with the old schema for a moment.
        RealServers.await("the schema is loose: " + loose).until(() -> isTaken() == loose);
    }

    private boolean isTaken() {
        try {
            kube.resource(UNKNOWN.formatted(namespace)).dryRun().create();
            return true;
        } catch (KubernetesClientException e) {
            return false;
        }
    }
}
