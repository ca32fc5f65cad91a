package io.bucketwarden.command.run;

import io.bucketwarden.command.Flag;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Flags that say where the operator tells how it is. */
final class ManagementOptions {

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--management-host",
            paramLabel = "HOST",
            defaultValue = "${env:BUCKETWARDEN_MANAGEMENT_HOST:-0.0.0.0}",
            description = "Address of /healthz, /readyz and /metrics.")
    private String host = "0.0.0.0";

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            defaultValue = "${env:BUCKETWARDEN_MANAGEMENT_PORT:-8080}",
            description = "Port of /healthz, /readyz and /metrics; 0 for any free one.")
    private int port;

    String host() {
        return host;
    }

    /** 0 for any free one. */
    int port() {
        return Flag.of(command, "--management-port").within(0, 65_535, port);
    }
}
