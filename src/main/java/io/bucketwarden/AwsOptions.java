package io.bucketwarden;

import io.bucketwarden.aws.Endpoint;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Flags that say how AWS is reached. Each has an environment variable; the flag wins. */
final class AwsOptions {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            defaultValue = "${env:BUCKETWARDEN_ENDPOINT}",
            description = "S3 and STS server to use instead of AWS, as http:// or https:// URL; AWS_ENDPOINT_URL_S3 and"
                    + " AWS_ENDPOINT_URL count as well.")
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
        var server = endpoint == null ? ofTheSdk() : endpoint;
        if (server != null && (server.getHost() == null || !SCHEMES.contains(server.getScheme()))) {
            throw Flags.invalid(
                    Objects.requireNonNull(command), "--endpoint", "must be an http:// or https:// URL, not " + server);
        }
        return new Endpoint(server, pathStyle, region, allowInsecureEndpoint);
    }

    List<String> operatorPrincipals() {
        return operatorPrincipals == null ? List.of() : List.copyOf(operatorPrincipals);
    }

    int requestRate() {
        return Flags.within(Objects.requireNonNull(command), "--request-rate", requestRate, 1, 10_000);
    }

    /** The SDK would follow these by itself, without the precautions that a server other than AWS needs. */
    private static @Nullable URI ofTheSdk() {
        return Stream.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
                .map(System::getenv)
                .filter(url -> url != null && !url.isBlank())
                .map(URI::create)
                .findFirst()
                .orElse(null);
    }
}
