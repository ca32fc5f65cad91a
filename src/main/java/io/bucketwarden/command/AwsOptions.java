package io.bucketwarden.command;

import io.bucketwarden.api.Reason;
import io.bucketwarden.aws.Accounts;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.aws.CaBundle;
import io.bucketwarden.aws.Caller;
import io.bucketwarden.aws.Endpoint;
import io.bucketwarden.aws.RequestListener;
import io.bucketwarden.posture.AwsFailure;
import io.bucketwarden.posture.CallFailed;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** Flags that say how AWS is reached. Each has an environment variable; the flag wins. */
public final class AwsOptions {

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            converter = UrlConverter.class,
            defaultValue = "${env:BUCKETWARDEN_ENDPOINT}",
            description = "S3 and STS server to use instead of AWS, as http:// or https:// URL; AWS_ENDPOINT_URL_S3 and"
                    + " AWS_ENDPOINT_URL count as well.")
    private @Nullable URI endpoint;

    @Option(
            names = "--path-style",
            defaultValue = "${env:BUCKETWARDEN_PATH_STYLE:-false}",
            description = "Put the name of a bucket that is asked into the path instead of the host name.")
    private boolean pathStyle;

    @Option(
            names = "--ca-bundle",
            paramLabel = "FILE",
            defaultValue = "${env:BUCKETWARDEN_CA_BUNDLE}",
            description = "Certificates of authorities, as PEM, to trust beside those that the JVM trusts; for https"
                    + " endpoints and queues that are not at AWS.")
    private @Nullable String caBundle;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "${env:BUCKETWARDEN_REGION:-us-east-1}",
            description = "Region to ask first. Buckets and queues are asked where they are.")
    private String region = "us-east-1";

    @Option(
            names = "--request-rate",
            paramLabel = "N",
            defaultValue = "${env:BUCKETWARDEN_REQUEST_RATE:-100}",
            description = "Requests per second to one region of one account, 1 to 10000.")
    private int requestRate;

    public Endpoint endpoint(WritingOptions writing) {
        var server = endpoint == null ? ofTheSdk() : endpoint;
        if (server != null && !isWeb(server)) {
            throw Flag.of(command, "--endpoint")
                    .refuse("'" + server + "' is not the URL of a server; write http://HOST or https://HOST");
        }
        if (region.isBlank()) {
            throw Flag.of(command, "--region").refuse("the region is blank; write one such as eu-central-1");
        }
        return new Endpoint(
                server,
                pathStyle,
                region,
                writing.allowsInsecureEndpoint(),
                writing.endpointHasPrincipalKeys(),
                trusted());
    }

    /** A variable that is set to nothing names no file. */
    private @Nullable CaBundle trusted() {
        try {
            return caBundle == null || caBundle.isBlank() ? null : CaBundle.read(Path.of(caBundle));
        } catch (IllegalArgumentException e) {
            throw Flag.of(command, "--ca-bundle").refuse(String.valueOf(e.getMessage()));
        }
    }

    public String region() {
        return region;
    }

    public int requestRate() {
        return Flag.of(command, "--request-rate").within(1, 10_000, requestRate);
    }

    /** The caller's own credentials, to be closed after the accounts that are opened with them. */
    public static DefaultCredentialsProvider credentials() {
        return DefaultCredentialsProvider.builder().build();
    }

    /**
     * Asks for them once, so that whoever has none is told that alone, before anything is looked at.
     *
     * @throws CallFailed when there are none at all
     */
    public static void demand(AwsCredentialsProvider credentials) {
        try {
            credentials.resolveCredentials();
        } catch (SdkException e) {
            throw new CallFailed(
                    Reason.CheckFailed, AwsFailure.withoutAnswer("Your AWS credentials cannot be had", e), e);
        }
    }

    /** The caller's own accounts, for a command that looks and ends. */
    public Accounts accounts(
            AwsCredentialsProvider credentials, WritingOptions writing, int connections, InstantSource clock) {
        return new Accounts(endpoint(writing), credentials, requestRate(), connections, RequestListener.NONE, clock);
    }

    public Buckets buckets(Accounts accounts, WritingOptions writing, InstantSource clock) {
        return new Buckets(accounts, Caller.of(accounts, writing.exemptPrincipals(), clock), clock);
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

    private static boolean isWeb(URI endpoint) {
        return ("http".equalsIgnoreCase(endpoint.getScheme()) || "https".equalsIgnoreCase(endpoint.getScheme()))
                && endpoint.getHost() != null;
    }

    /** Reads URLs without the name of a Java exception in the message. */
    static final class UrlConverter implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                return new URI(text);
            } catch (URISyntaxException e) {
                throw new TypeConversionException(
                        "'" + text + "' is not the URL of a server; write http://HOST or https://HOST");
            }
        }
    }
}
