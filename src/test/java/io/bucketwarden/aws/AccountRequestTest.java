package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.bucketwarden.posture.AwsFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.model.S3Exception;

class AccountRequestTest {

    private static final String ACCOUNT = "123456789012";

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var headers = exchange.getRequestHeaders();
                seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                seen.add(headers.getFirst("x-amz-account-id"));
                seen.add(headers.getFirst("Host"));
                seen.add(headers.getFirst("Authorization"));
                var bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void the_account_goes_along_as_a_header_that_is_signed_and_not_in_the_host() {
        body =
                "<PublicAccessBlockConfiguration><IgnorePublicAcls>true</IgnorePublicAcls></PublicAccessBlockConfiguration>";

        var settings = ask("/below");

        assertThat(settings).isTrue();
        assertThat(seen.get(0)).isEqualTo("GET /below/v20180820/configuration/publicAccessBlock");
        assertThat(seen.get(1)).isEqualTo(ACCOUNT);
        assertThat(seen.get(2)).isEqualTo("127.0.0.1:" + server.getAddress().getPort());
        assertThat(seen.get(3))
                .contains("/eu-central-1/s3/aws4_request")
                .containsPattern("SignedHeaders=[^,]*host")
                .containsPattern("SignedHeaders=[^,]*x-amz-account-id");
    }

    @Test
    void errors_are_understood_in_the_wrapping_of_s3_control() {
        status = 404;
        body = """
                <?xml version="1.0"?><ErrorResponse xmlns="http://awss3control.amazonaws.com/doc/2018-08-20/"><Error>
                <Code>NoSuchPublicAccessBlockConfiguration</Code><Message>none</Message></Error></ErrorResponse>""";

        assertThatThrownBy(() -> ask(""))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(AwsFailure.code(e)).isEqualTo("NoSuchPublicAccessBlockConfiguration"));
    }

    @ParameterizedTest
    @CsvSource({
        "eu-central-1, https://123456789012.s3-control.eu-central-1.amazonaws.com",
        "cn-north-1,   https://123456789012.s3-control.cn-north-1.amazonaws.com.cn"
    })
    void aws_is_asked_under_the_name_of_the_account(String region, URI endpoint) {
        assertThat(new AccountRequest(ACCOUNT, region, null).endpoint()).isEqualTo(endpoint);
    }

    private @Nullable Boolean ask(String below) {
        var endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + below);
        var where = new Endpoint(endpoint, true, "eu-central-1", true, true);
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        try (var transport = new HttpTransport(
                        where,
                        4,
                        RequestListener.NONE,
                        HttpTransport.S3,
                        new OwnWrites(InstantSource.system()),
                        new PolicyWrites(InstantSource.system()));
                var client = transport.ofAccount(ACCOUNT, credentials)) {
            return client.getPublicAccessBlock(r -> r.bucket(ACCOUNT))
                    .publicAccessBlockConfiguration()
                    .ignorePublicAcls();
        }
    }
}
