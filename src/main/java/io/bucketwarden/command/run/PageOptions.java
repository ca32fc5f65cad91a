package io.bucketwarden.command.run;

import io.bucketwarden.command.Flag;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Flags of the status page. */
final class PageOptions {

    /** Where the page is served. */
    record Address(String host, int port) {}

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--page",
            paramLabel = "BOOL",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "${env:BUCKETWARDEN_PAGE:-false}",
            description = "Serve a status page, read only, to whoever signs in with a token of the cluster and may list"
                    + " policies. Needs the rights to create tokenreviews and subjectaccessreviews.")
    private boolean page;

    @Option(
            names = "--page-host",
            paramLabel = "HOST",
            defaultValue = "${env:BUCKETWARDEN_PAGE_HOST:-0.0.0.0}",
            description = "Address of the page.")
    private String host = "0.0.0.0";

    @Option(
            names = "--page-port",
            paramLabel = "PORT",
            defaultValue = "${env:BUCKETWARDEN_PAGE_PORT:-8081}",
            description = "Port of the page; 0 for any free one.")
    private int port;

    /** Null where there shall be no page; it cannot have the port of the management, since it may be opened alone. */
    @Nullable
    Address address(int managementPort) {
        var flag = Flag.of(command, "--page-port");
        var checked = flag.within(0, 65_535, port);
        if (page && checked != 0 && checked == managementPort) {
            throw flag.refuse(
                    checked + " is that of " + Flag.of(command, "--management-port") + ", too; write another");
        }
        return page ? new Address(host, checked) : null;
    }
}
