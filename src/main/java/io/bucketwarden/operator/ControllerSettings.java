package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How the controller of policies is set up.
 *
 * @param election null where nobody is elected
 * @param stopped is told when an informer ends, with the reason if there is one
 */
record ControllerSettings(
        KubernetesClient client,
        OperatorOptions options,
        @Nullable LeaderElectionConfiguration election,
        Consumer<@Nullable Throwable> stopped) {

    private static final long PAGE = 500;

    void service(ConfigurationServiceOverrider service) {
        service.withKubernetesClient(client)
                .withResourceCloner(new PolicyCloner(client.getKubernetesSerialization()))
                .withCloseClientOnStop(false)
                .checkingCRDAndValidateLocalModel(false)
                .withInformerStoppedHandler((informer, why) -> stopped.accept(why))
                .withExecutorService(BoundedThreads.of(options.concurrency()))
                .withReconciliationTerminationTimeout(BucketQueue.TERMINATION);
        if (election != null) {
            service.withLeaderElectionConfiguration(election);
        }
    }

    void controller(ControllerConfigurationOverrider<S3BucketPolicy> controller) {
        controller
                .withName(KubernetesEvents.WRITER)
                .withFieldManager(KubernetesEvents.WRITER)
                // The generation filter would drop our annotations, and is ANDed with any other.
                .withGenerationAware(false)
                .withOnUpdateFilter(Policies::isOther)
                .withInformerListLimit(PAGE)
                .withRetry(new GenericRetry()
                        .setInitialInterval(2_000L)
                        .setIntervalMultiplier(2)
                        .setMaxInterval(300_000L)
                        .withoutMaxAttempts());
        if (options.namespaces().isEmpty()) {
            controller.watchingAllNamespaces().withItemStore(new PrunedStore());
        } else {
            controller.settingNamespaces(options.namespaces());
        }
    }
}
