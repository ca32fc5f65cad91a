package io.bucketwarden.command.run;

import io.bucketwarden.operator.OperatorOptions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that say whether a leader is elected among several replicas, and where that is recorded. */
final class LeaderOptions {

    @Option(
            names = "--leader-election",
            defaultValue = "${env:BUCKETWARDEN_LEADER_ELECTION:-false}",
            description = "Elect one leader among several replicas.")
    private boolean leaderElection;

    @Option(
            names = "--lease-namespace",
            paramLabel = "NAMESPACE",
            defaultValue = "${env:BUCKETWARDEN_LEASE_NAMESPACE:-bucketwarden}",
            description = "Namespace of the lease that records the leader.")
    private String leaseNamespace = "bucketwarden";

    @Option(
            names = "--lease-name",
            paramLabel = "NAME",
            defaultValue = "${env:BUCKETWARDEN_LEASE_NAME:-bucketwarden}",
            description = "Name of the lease that records the leader.")
    private String leaseName = "bucketwarden";

    /** Null when there is nobody else. */
    OperatorOptions.@Nullable Lease lease() {
        return leaderElection
                ? new OperatorOptions.Lease(leaseNamespace, leaseName, hostName() + "-" + UUID.randomUUID())
                : null;
    }

    private static String hostName() {
        var name = System.getenv("HOSTNAME");
        return name == null ? "local" : name;
    }
}
