package io.bucketwarden.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Calls of services that speak AWS JSON 1.1 and for which there is no client of this SDK, once each, without a retry.
 *
 * @param server the server to use instead of AWS, or null for AWS itself
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
public record JsonCalls(
        SdkHttpClient http,
        AwsCredentialsProvider credentials,
        @Nullable URI server) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "application/x-amz-json-1.1";
    private static final int LONGEST_ANSWER = 4 * 1024 * 1024;

    /**
     * The answer of a service.
     *
     * @param service as in its host name, such as {@code events}
     * @param target such as {@code AWSEvents.DescribeRule}
     * @throws SdkException when there is none, or when it is an error
     */
    public JsonNode call(String service, String region, String target, JsonNode body) {
        ContentStreamProvider payload = ContentStreamProvider.fromUtf8String(body.toString());
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(server == null ? ofAws(service, region) : server)
                .encodedPath("/")
                .putHeader("Content-Type", TYPE)
                .putHeader("X-Amz-Target", target)
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(credentials.resolveCredentials())
                        .request(request)
                        .payload(payload)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        var executable = HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(payload)
                .build();
        try {
            return answer(service, http.prepareRequest(executable).call());
        } catch (IOException e) {
            throw SdkClientException.create(service + " did not answer", e);
        }
    }

    private static JsonNode answer(String service, HttpExecuteResponse response) throws IOException {
        var answered = response.httpResponse();
        var text = "";
        if (response.responseBody().isPresent()) {
            try (var stream = response.responseBody().get()) {
                text = new String(stream.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
            }
        }
        if (answered.isSuccessful()) {
            return read(text);
        }
        var error = readOrNothing(text);
        throw AwsServiceException.builder()
                .statusCode(answered.statusCode())
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName(service)
                        .errorCode(code(error))
                        .errorMessage(error.path("message")
                                .asText(error.path("Message").asText()))
                        .sdkHttpResponse(answered)
                        .build())
                .build();
    }

    /** Services write it after a namespace, and some of them a URL after it. */
    private static String code(JsonNode error) {
        var type = error.path("__type").asText(error.path("code").asText());
        return type.substring(type.indexOf('#') + 1).replaceFirst(":.*", "");
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text.isEmpty() ? "{}" : text);
        } catch (JsonProcessingException e) {
            throw SdkClientException.create("The answer is not JSON", e);
        }
    }

    private static JsonNode readOrNothing(String text) {
        try {
            return JSON.readTree(text.isEmpty() ? "{}" : text);
        } catch (JsonProcessingException _) {
            return JSON.createObjectNode();
        }
    }

    private static URI ofAws(String service, String region) {
        var suffix = PartitionMetadata.of(Region.of(region)).dnsSuffix();
        return URI.create("https://" + service + "." + region + "." + suffix);
    }
}
