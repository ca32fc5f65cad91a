package io.bucketwarden;

import io.bucketwarden.aws.Endpoint;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Flags that say how AWS is reached. Each has an environment variable; the flag wins. */
final class AwsOptions {

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            defaultValue = "${env:BUCKETWARDEN_ENDPOINT}",
            description = "S3 and STS server to use instead of AWS, as http:// or https:// URL.")
    private @Nullable URI endpoint;

    @Option(
            names = "--path-style",
            defaultValue = "${env:BUCKETWARDEN_PATH_STYLE:-false}",
            description = "Put the bucket into the path instead of the host name.")
    private boolean pathStyle;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "${env:BUCKETWARDEN_REGION:-us-east-1}",
            description = "Region to ask first. Buckets are found wherever they are.")
    private String region = "us-east-1";

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

    @Option(
            names = "--request-rate",
            paramLabel = "N",
            defaultValue = "${env:BUCKETWARDEN_REQUEST_RATE:-100}",
            description = "Requests per second to one region, 1 to 10000.")
    private int requestRate;

    Endpoint endpoint() {
        if (endpoint != null
                && (endpoint.getScheme() == null || !endpoint.getScheme().startsWith("http"))) {
            throw invalid("--endpoint (BUCKETWARDEN_ENDPOINT) must start with http:// or https://");
        }
        return new Endpoint(endpoint, pathStyle, region, allowInsecureEndpoint);
    }

    List<String> operatorPrincipals() {
        return operatorPrincipals == null ? List.of() : List.copyOf(operatorPrincipals);
    }

    int requestRate() {
        if (requestRate < 1 || requestRate > 10_000) {
            throw invalid("--request-rate (BUCKETWARDEN_REQUEST_RATE) must be 1 to 10000");
        }
        return requestRate;
    }

    private ParameterException invalid(String message) {
        return new ParameterException(java.util.Objects.requireNonNull(command).commandLine(), message);
    }
}
