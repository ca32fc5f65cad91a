package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.servers.TestCluster;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Two replicas, one leader. */
class LeaderElectionIT extends RealServers {

    @Test
    void the_standby_takes_over_as_soon_as_the_leader_ends() {
        stopOperator();
        var lease = new OperatorOptions.Lease(namespace, "bucketwarden", "one");
        startOperator(Clock.systemUTC(), lease);
        var leader = operator;
        var leaderAccounts = accounts;
        await("the lease").until(() -> "one".equals(TestCluster.get().leaseHolder(namespace)));
        startOperator(Clock.systemUTC(), new OperatorOptions.Lease(namespace, "bucketwarden", "two"));
        apply("p", "Enforce", "versioning: {status: Enabled}");
        await("p", compliant());
        assertThat(TestCluster.get().leaseHolder(namespace)).isEqualTo("one");

        assertThat(leader.policies()).hasSize(1);
        assertThat(operator.policies()).as("what a standby reports").isEmpty();

        leader.close();
        leaderAccounts.close();

        await("the standby").until(() -> "two".equals(TestCluster.get().leaseHolder(namespace)));
        apply("q", bucket + "-q", "Audit", "versioning: {status: Enabled}");
        await("q", s -> s.observedGeneration() != null && s.observedGeneration() == 1);
    }
}
