package io.bucketwarden.command;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.UnaryOperator;

/** The cluster of the kubeconfig, for commands and the operator. */
public final class Cluster {

    private static final int RETRIES = 2;

    private Cluster() {}

    /** A person waits, so a cluster that does not answer is soon given up. */
    public static KubernetesClient client() {
        return client(config -> config.withRequestRetryBackoffLimit(RETRIES));
    }

    /** For the operator, which may start before the API server does. */
    public static KubernetesClient patientClient() {
        return client(config -> config);
    }

    /** Asks for its version, which everybody may, to tell a cluster that is not there from one that refuses something. */
    public static void reach(KubernetesClient client) {
        try {
            client.getKubernetesVersion();
        } catch (KubernetesClientException e) {
            if (e.getCode() <= 0) {
                throw new NothingBegun(ClusterFailure.explain(e, client.getMasterUrl()));
            }
        }
    }

    private static KubernetesClient client(UnaryOperator<ConfigBuilder> settings) {
        ClusterFailure.missingFile(System.getenv("KUBECONFIG")).ifPresent(why -> {
            throw new NothingBegun(why);
        });
        try {
            var config = settings.apply(new ConfigBuilder(Config.autoConfigure(null)))
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
