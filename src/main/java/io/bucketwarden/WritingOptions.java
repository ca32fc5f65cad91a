package io.bucketwarden;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Flags that decide what may be written; of no use to a command that judges without a thought of writing. */
final class WritingOptions {

    @Option(
            names = "--allow-insecure-endpoint",
            defaultValue = "${env:BUCKETWARDEN_ALLOW_INSECURE_ENDPOINT:-false}",
            description = "The endpoint is plain http and is known not to enforce aws:SecureTransport, as test servers"
                    + " are; without this, secureTransport is not written through plain http.")
    private boolean allowInsecureEndpoint;

    @Option(
            names = "--operator-principal",
            paramLabel = "ARN",
            split = ",",
            defaultValue = "${env:BUCKETWARDEN_OPERATOR_PRINCIPAL}",
            description = "A principal that is never locked out, beside the caller itself; may be repeated.")
    private List<String> operatorPrincipals = new ArrayList<>();

    boolean allowsInsecureEndpoint() {
        return allowInsecureEndpoint;
    }

    List<String> operatorPrincipals() {
        return operatorPrincipals == null ? List.of() : List.copyOf(operatorPrincipals);
    }
}
