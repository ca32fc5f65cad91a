package io.bucketwarden;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** The cluster of the kubeconfig, for commands. */
final class Cluster {

    private static final int RETRIES = 2;

    private Cluster() {}

    /** A person waits, so a cluster that does not answer is soon given up. */
    static KubernetesClient client() {
        ClusterFailure.missingFile(System.getenv("KUBECONFIG")).ifPresent(why -> {
            throw new NothingBegun(why);
        });
        try {
            var config = new ConfigBuilder(Config.autoConfigure(null))
                    .withRequestRetryBackoffLimit(RETRIES)
                    .build();
            return new KubernetesClientBuilder().withConfig(config).build();
        } catch (RuntimeException e) {
            // Of what its YAML reader throws, nothing is promised.
            throw new NothingBegun("The kubeconfig cannot be read: "
                    + String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ")
                    + ". Mend it, or set KUBECONFIG to another.");
        }
    }
}
