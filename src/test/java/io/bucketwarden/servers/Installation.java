package io.bucketwarden.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bucketwarden.aws.JsonCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What the template installs, and a trail, in one account of moto; and somebody who changes it. */
public final class Installation implements AutoCloseable {

    public static final String RULE = "warden-events";

    private final SdkHttpClient http = Apache5HttpClient.create();
    private final String account;
    private final JsonCalls calls;
    private final SqsClient sqs;

    public Installation(AwsSessionCredentials who, String account) throws IOException {
        this.account = account;
        var provider = StaticCredentialsProvider.create(who);
        calls = new JsonCalls(http, provider, Moto.get().endpoint());
        sqs = SqsClient.builder()
                .endpointOverride(Moto.get().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(provider)
                .build();
        Moto.get().s3(who, "us-east-1").createBucket(r -> r.bucket("trail-" + account));
        trail("CreateTrail", "Name", "main", "S3BucketName", "trail-" + account);
        trail("StartLogging", "Name", "main");
        queue("dead", Map.of());
        queue("undelivered", Map.of());
        queue(
                "events",
                Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "60",
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arn("dead") + "\",\"maxReceiveCount\":\"5\"}",
                        QueueAttributeName.POLICY,
                        admitting(RULE)));
        var pattern = new YAMLMapper()
                .readTree(Path.of("config/aws/real-time.yaml").toFile())
                .at("/Resources/Rule/Properties/EventPattern");
        events("PutRule", "Name", RULE, "EventPattern", pattern.toString());
        call("events", "AWSEvents.PutTargets", """
                {"Rule":"%s","Targets":[{"Id":"queue","Arn":"%s","DeadLetterConfig":{"Arn":"%s"}}]}""".formatted(RULE, arn("events"), arn("undelivered")));
    }

    public SqsClient sqs() {
        return sqs;
    }

    /** Where moto has the queue. */
    public String url(String queue) {
        return Moto.get().endpoint() + "/" + account + "/" + queue;
    }

    public String arn(String queue) {
        return "arn:aws:sqs:us-east-1:" + account + ":" + queue;
    }

    /** The policy of a queue that lets a rule send. */
    public String admitting(String rule) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},\
                "Action":"sqs:SendMessage","Resource":"%s",\
                "Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:events:us-east-1:%s:rule/%s"}}}]}""".formatted(arn("events"), account, rule);
    }

    public void set(String queue, QueueAttributeName attribute, String value) {
        sqs.setQueueAttributes(r -> r.queueUrl(url(queue)).attributes(Map.of(attribute, value)));
    }

    public void send(String queue) {
        sqs.sendMessage(r -> r.queueUrl(url(queue)).messageBody("{}"));
    }

    /** Calls CloudTrail with fields and their values. */
    public void trail(String call, String... fields) {
        call("cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101." + call, body(fields));
    }

    /** Calls EventBridge with fields and their values. */
    public void events(String call, String... fields) {
        call("events", "AWSEvents." + call, body(fields));
    }

    public void call(String service, String target, String body) throws IOException {
        call(service, target, new ObjectMapper().readTree(body));
    }

    private void call(String service, String target, JsonNode body) {
        calls.call(service, "us-east-1", target, body);
    }

    private void queue(String name, Map<QueueAttributeName, String> attributes) {
        sqs.createQueue(r -> r.queueName(name).attributes(attributes));
    }

    private static JsonNode body(String... fields) {
        var body = new ObjectMapper().createObjectNode();
        for (int i = 0; i < fields.length; i += 2) {
            body.put(fields[i], fields[i + 1]);
        }
        return body;
    }

    @Override
    public void close() {
        sqs.close();
        http.close();
    }
}
