package io.bucketwarden.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this process is the one among its replicas that acts. */
final class Leadership {

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private final KubernetesClient client;
    private final OperatorOptions.@Nullable Lease lease;
    private volatile boolean leading;
    private volatile boolean ending;
    private volatile @Nullable String leader;

    /** @param lease null where there are no replicas, so that this process always acts */
    Leadership(KubernetesClient client, OperatorOptions.@Nullable Lease lease) {
        this.client = client;
        this.lease = lease;
        this.leading = lease == null;
    }

    boolean isHeld() {
        return leading;
    }

    /** Who acts, as last heard; null where nobody is elected, or before it is known. */
    @Nullable
    String leader() {
        return leader;
    }

    /** From now on a loss is no surprise. */
    void end() {
        ending = true;
    }

    /** Null where nobody is elected. */
    @Nullable
    LeaderElectionConfiguration election() {
        return lease == null
                ? null
                : LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(lease.name())
                        .withLeaseNamespace(lease.namespace())
                        .withIdentity(lease.identity())
                        .withExitOnStopLeading(false)
                        .withLeaderCallbacks(
                                new LeaderCallbacks(() -> won(lease.identity()), this::lost, this::heardOf))
                        .build();
    }

    private void heardOf(String identity) {
        leader = identity;
        LOG.info("The leader is {}", identity);
    }

    private void won(String identity) {
        leading = true;
        LOG.info("Leading as {}", identity);
    }

    /** Two writers on one bucket are worse than none: go down at once and come back as a standby. */
    private void lost() {
        if (!ending) {
            LOG.error("Leadership is lost; ending at once");
            Runtime.getRuntime().halt(1);
        }
    }

    /** So that a standby takes over at once instead of waiting for the lease to run out. */
    void release() {
        if (lease == null) {
            return;
        }
        try {
            var resource = client.leases().inNamespace(lease.namespace()).withName(lease.name());
            var held = resource.get();
            if (held != null && lease.identity().equals(held.getSpec().getHolderIdentity())) {
                held.getSpec().setHolderIdentity("");
                resource.patch(held);
            }
        } catch (KubernetesClientException e) {
            LOG.warn("The lease could not be released; a standby takes over when it runs out: {}", e.getMessage());
        }
    }
}
