package io.bucketwarden.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.SetUp;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The templates, by the rules of CloudFormation, and as a stack on moto, which makes queues, rules and roles of one, and
 * leaves out queue policies, bus policies and alarms.
 */
class CloudFormationIT {

    private static final String REGION = "eu-central-1";

    @Test
    void the_linter_of_cloudformation_has_nothing_to_say() throws Exception {
        var linter = new ProcessBuilder(
                        SetUp.of("moto/bin/cfn-lint").toString(),
                        "--regions",
                        REGION,
                        "us-east-1",
                        "--",
                        Template.CENTRAL.file().toString(),
                        Template.FORWARD.file().toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(linter.getInputStream().readAllBytes(), UTF_8);

        assertThat(linter.waitFor()).as(said).isZero();
    }

    @Test
    void a_stack_has_a_queue_that_its_rule_feeds_and_that_gives_up_after_five() throws Exception {
        var made = cloudFormation(Map.of(
                "Action",
                "CreateStack",
                "StackName",
                "warden",
                "TemplateBody",
                Files.readString(Template.CENTRAL.file()),
                "Capabilities.member.1",
                "CAPABILITY_IAM"));
        assertThat(made).contains("<StackId>");
        var described = cloudFormation(Map.of("Action", "DescribeStacks", "StackName", "warden"));
        assertThat(described)
                .contains("CREATE_COMPLETE")
                .contains("arn:aws:events:eu-central-1:123456789012:event-bus/default")
                .contains("arn:aws:sqs:eu-central-1:123456789012:warden-events<");

        try (var sqs = sqs()) {
            var queue = sqs.getQueueUrl(r -> r.queueName("warden-events")).queueUrl();
            var attributes = sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                    .attributesAsStrings();

            assertThat(attributes)
                    .containsEntry("VisibilityTimeout", "60")
                    .containsEntry("MessageRetentionPeriod", "345600")
                    .containsEntry("ReceiveMessageWaitTimeSeconds", "20")
                    .containsEntry("SqsManagedSseEnabled", "true");
            var redrive = new ObjectMapper().readTree(attributes.get("RedrivePolicy"));
            assertThat(redrive.path("maxReceiveCount").asInt()).isEqualTo(5);
            assertThat(redrive.path("deadLetterTargetArn").asText()).endsWith(":warden-events-dead");
        }
        assertThat(events("ListTargetsByRule", "{\"Rule\":\"warden-events\"}"))
                .contains("arn:aws:sqs:eu-central-1:123456789012:warden-events\"")
                .contains("arn:aws:sqs:eu-central-1:123456789012:warden-events-undelivered\"");
        assertThat(events("DescribeRule", "{\"Name\":\"warden-events\"}")).contains("ENABLED");
    }

    private static SqsClient sqs() {
        return SqsClient.builder()
                .endpointOverride(Moto.get().endpoint())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    private static String cloudFormation(Map<String, String> parameters) throws IOException, InterruptedException {
        var body = parameters.entrySet().stream()
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), UTF_8))
                .collect(Collectors.joining("&", "Version=2010-05-15&", ""));
        return post("cloudformation", "application/x-www-form-urlencoded", "", body);
    }

    private static String events(String call, String body) throws IOException, InterruptedException {
        return post("events", "application/x-amz-json-1.1", "AWSEvents." + call, body);
    }

    private static String post(String service, String type, String target, String body)
            throws IOException, InterruptedException {
        URI server = Moto.get().endpoint().resolve("/");
        var request = HttpRequest.newBuilder(server)
                .header("Content-Type", type)
                .header("X-Amz-Target", target)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20261124/" + REGION + "/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=none")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
