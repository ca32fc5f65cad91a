package io.bucketwarden.servers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** A real moto server, started once for all tests of a JVM. */
public final class Moto {

    public static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    private static final class Running {
        private static final Moto ONE = new Moto();
    }

    private final URI endpoint;
    private final S3Client s3;

    private Moto() {
        var port = Ports.free();
        endpoint = URI.create("http://127.0.0.1:" + port);
        try {
            var python = SetUp.of("moto/bin/python").toString();
            var process = new ProcessBuilder(
                            python, "src/demo/moto_server.py", "-H", "127.0.0.1", "-p", String.valueOf(port))
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", "moto.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        } catch (IOException e) {
            throw new UncheckedIOException("moto does not start; make setup installs it", e);
        }
        var http = HttpClient.newHttpClient();
        await("moto")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> http.send(
                                        HttpRequest.newBuilder(endpoint.resolve("/moto-api/"))
                                                .build(),
                                        HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
        s3 = client(endpoint, CREDENTIALS, "us-east-1");
    }

    public static Moto get() {
        return Running.ONE;
    }

    public URI endpoint() {
        return endpoint;
    }

    /** A client of somebody else than the operator. */
    public S3Client s3() {
        return s3;
    }

    /** Somebody of another account than that of {@link #CREDENTIALS}; an account is there as soon as it is named. */
    public AwsSessionCredentials somebodyIn(String account) {
        try (var sts = StsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .build()) {
            var given = sts.assumeRole(r -> r.roleArn("arn:aws:iam::" + account + ":role/somebody")
                            .roleSessionName("test"))
                    .credentials();
            return AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
        }
    }

    /** A client of somebody. */
    public S3Client s3(AwsSessionCredentials who, String region) {
        return client(endpoint, StaticCredentialsProvider.create(who), region);
    }

    /** Somebody sets the block settings of the account, by the protocol of S3 Control. */
    public void putAccountBlock(AwsSessionCredentials who, String account, String settings)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(endpoint.resolve("/v20180820/configuration/publicAccessBlock"))
                .header("x-amz-account-id", account)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + who.accessKeyId()
                                + "/20261124/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=none")
                .PUT(HttpRequest.BodyPublishers.ofString(settings))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
        }
    }

    private static S3Client client(URI endpoint, StaticCredentialsProvider who, String region) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.of(region))
                .credentialsProvider(who)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .build();
    }

    /** Which one setup installs, such as 5.2.5. */
    public static String version() {
        try (var lines = Files.lines(Path.of("src/test/moto/requirements.txt"))) {
            return lines.filter(line -> line.startsWith("moto=="))
                    .map(line -> line.substring("moto==".length()).strip())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
