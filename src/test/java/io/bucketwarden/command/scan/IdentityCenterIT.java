package io.bucketwarden.command.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.OperatorEnvironment;
import io.bucketwarden.servers.OperatorProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** A profile that signs in through IAM Identity Center, as {@code aws sso login} leaves it; the two services are played here. */
class IdentityCenterIT {

    private static final String CONFIG = """
            [profile acme]
            sso_session = corp
            sso_account_id = 222233334444
            sso_role_name = Reader
            [sso-session corp]
            sso_region = eu-central-1
            sso_start_url = https://corp.invalid/start
            """;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AwsSessionCredentials credentials = Moto.get().somebodyIn("222233334444");

    @TempDir
    private Path home;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", exchange -> answer(exchange, """
                        {"accessToken": "renewed", "tokenType": "Bearer", "expiresIn": 3600, "refreshToken": "next"}"""));
        server.createContext(
                "/federation/credentials",
                exchange -> answer(exchange, """
                        {"roleCredentials": {"accessKeyId": "%s", "secretAccessKey": "%s", "sessionToken": "%s",
                         "expiration": 4102444800000}}""".formatted(
                                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken())));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_session_that_is_signed_in_is_used() throws Exception {
        signedInUntil("2099-01-01T00:00:00Z");

        assertThat(scan()).contains("The account has no buckets.");
        assertThat(asked).containsExactly("GET /federation/credentials cached");
    }

    @Test
    void a_session_that_has_expired_is_renewed() throws Exception {
        signedInUntil("2020-01-01T00:00:00Z");

        assertThat(scan()).contains("The account has no buckets.");
        assertThat(asked).containsExactly("POST /token null", "GET /federation/credentials renewed");
    }

    private void signedInUntil(String end) throws IOException, NoSuchAlgorithmException {
        var name = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-1").digest("corp".getBytes(StandardCharsets.UTF_8)));
        var cache = Files.createDirectories(home.resolve(".aws/sso/cache"));
        Files.writeString(cache.resolve(name + ".json"), """
                {"startUrl": "https://corp.invalid/start", "region": "eu-central-1", "accessToken": "cached",
                 "expiresAt": "%s", "clientId": "client", "clientSecret": "secret",
                 "registrationExpiresAt": "2099-01-01T00:00:00Z", "refreshToken": "first"}""".formatted(end));
        Files.writeString(home.resolve(".aws/config"), CONFIG);
    }

    private String scan() throws IOException, InterruptedException {
        var builder = OperatorEnvironment.process(
                OperatorProcess.compiled(),
                List.of("scan", "--endpoint=" + Moto.get().endpoint(), "--path-style"),
                home);
        var environment = builder.environment();
        environment.remove("AWS_ACCESS_KEY_ID");
        environment.remove("AWS_SECRET_ACCESS_KEY");
        environment.put("HOME", home.toString());
        environment.put("AWS_PROFILE", "acme");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        var endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        environment.put("AWS_ENDPOINT_URL_SSO", endpoint);
        environment.put("AWS_ENDPOINT_URL_SSO_OIDC", endpoint);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            var request =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            asked.add(request + " " + exchange.getRequestHeaders().getFirst("x-amz-sso_bearer_token"));
            exchange.getRequestBody().readAllBytes();
            var bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
