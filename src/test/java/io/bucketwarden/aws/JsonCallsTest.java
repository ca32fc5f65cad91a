package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

class JsonCallsTest {

    private final SdkHttpClient http = Apache5HttpClient.create();
    private final AtomicReference<Headers> headers = new AtomicReference<>();
    private final AtomicReference<String> body = new AtomicReference<>();
    private volatile int status = 200;
    private volatile String answer = "{\"Result\":true}";
    private HttpServer server;
    private JsonCalls calls;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            headers.set(exchange.getRequestHeaders());
            body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        calls = new JsonCalls(
                http,
                StaticCredentialsProvider.create(AwsSessionCredentials.create("AKIDEXAMPLE", "secret", "session")),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    @Test
    void a_call_is_signed_for_its_service_and_region_with_the_session() {
        assertThat(call().path("Result").asBoolean()).isTrue();

        assertThat(headers.get().getFirst("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                .contains("/eu-central-1/events/aws4_request")
                .contains("content-type")
                .contains("x-amz-target");
        assertThat(headers.get().getFirst("X-Amz-Security-Token")).isEqualTo("session");
        assertThat(headers.get().getFirst("X-Amz-Target")).isEqualTo("AWSEvents.TestEventPattern");
        assertThat(headers.get().getFirst("Content-Type")).isEqualTo("application/x-amz-json-1.1");
        assertThat(body.get()).isEqualTo("{\"Event\":\"ü\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"__type":"AccessDeniedException","Message":"no"}                        | AccessDeniedException
            {"__type":"com.amazonaws.events#ResourceNotFoundException","message":""} | ResourceNotFoundException
            {"code":"ThrottlingException:http://internal.amazon.com/","message":""}  | ThrottlingException
            <html>a proxy                                                            | ''
            """)
    void an_error_has_its_code_without_what_is_around_it(String text, String code) {
        status = 400;
        answer = text;

        var failure = catchThrowableOfType(AwsServiceException.class, this::call);

        assertThat(failure.statusCode()).isEqualTo(400);
        assertThat(failure.awsErrorDetails().errorCode()).isEqualTo(code);
    }

    @Test
    void an_answer_that_is_no_json_and_no_answer_are_failures_of_the_call() {
        answer = "<html>a proxy";
        assertThatThrownBy(this::call).isInstanceOf(SdkClientException.class);

        server.stop(0);
        assertThatThrownBy(this::call).isInstanceOf(SdkClientException.class);
    }

    private JsonNode call() {
        return calls.call(
                "events",
                "eu-central-1",
                "AWSEvents.TestEventPattern",
                JsonNodeFactory.instance.objectNode().put("Event", "ü"));
    }
}
