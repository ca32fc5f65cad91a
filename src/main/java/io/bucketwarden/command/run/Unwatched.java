package io.bucketwarden.command.run;

import io.bucketwarden.operator.PolicyOperator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Set;

/** Why the operator does not hear of every change, for people. */
record Unwatched(KubernetesClient client, Set<String> namespaces) {

    private static final ListOptionsBuilder ONE = new ListOptionsBuilder().withLimit(1L);

    /** A probe waits for it. */
    private static final int PATIENCE_MILLIS = 2_000;

    String why(PolicyOperator operator) {
        return operator.unwatched().map(this::why).orElse("it has not seen every policy yet");
    }

    /** A watch that ends does not say why, so the same is asked for once. */
    String why(Class<? extends HasMetadata> kind) {
        return "cannot watch " + HasMetadata.getPlural(kind) + ": " + answer(kind);
    }

    private String answer(Class<? extends HasMetadata> kind) {
        try (var brief = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(client.getConfiguration())
                        .withRequestRetryBackoffLimit(0)
                        .withRequestTimeout(PATIENCE_MILLIS)
                        .build())
                .build()) {
            var all = brief.resources(kind);
            if (namespaces.isEmpty() || !Namespaced.class.isAssignableFrom(kind)) {
                all.inAnyNamespace().list(ONE.build());
            } else {
                all.inNamespace(namespaces.iterator().next()).list(ONE.build());
            }
            return "the watch has ended, and is being set up again";
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case HttpURLConnection.HTTP_NOT_FOUND -> "Not Found; is the CRD installed?";
                case HttpURLConnection.HTTP_FORBIDDEN -> "Forbidden; may its service account list and watch them?";
                case HttpURLConnection.HTTP_UNAUTHORIZED -> "Unauthorized; is its token still good?";
                default -> e.getCode() > 0 ? "the API server answers " + e.getCode() : "no answer from the API server";
            };
        }
    }
}
