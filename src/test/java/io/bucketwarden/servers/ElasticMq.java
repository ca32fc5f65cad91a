package io.bucketwarden.servers;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.util.Map;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A server with the protocol of SQS in this JVM, and a client of somebody who fills its queues. */
public final class ElasticMq implements AutoCloseable {

    private final ActorSystem actors;
    private final URI endpoint;
    private final SqsClient sqs;

    /** On any free port. */
    public ElasticMq() {
        this(0);
    }

    /**
     * On a port.
     *
     * @param port 0 for any that is free
     */
    public ElasticMq(int port) {
        var quiet = "pekko.daemonic = on, pekko.loglevel = OFF, pekko.stdout-loglevel = OFF";
        actors =
                ActorSystem.create("elasticmq", ConfigFactory.parseString(quiet).withFallback(ConfigFactory.load()));
        var builder = SQSRestServerBuilder.withActorSystem(actors).withInterface("127.0.0.1");
        var server = (port == 0 ? builder.withDynamicPort() : builder.withPort(port)).start();
        endpoint = URI.create(
                "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
        sqs = SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(Moto.CREDENTIALS)
                .build();
    }

    public URI endpoint() {
        return endpoint;
    }

    public int port() {
        return endpoint.getPort();
    }

    /** A client of somebody else than the operator. */
    public SqsClient sqs() {
        return sqs;
    }

    /** The URL that a queue has, or would have. */
    public String url(String name) {
        return endpoint + "/000000000000/" + name;
    }

    /** Makes a queue, and returns its URL. */
    public String createQueue(String name) {
        return createQueue(name, Map.of());
    }

    /** Makes a queue whose messages go to the queue {@code name-dead} when they were received so often. */
    public String createQueue(String name, int maxReceiveCount) {
        createQueue(name + "-dead");
        return createQueue(
                name,
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:elasticmq:000000000000:" + name
                                + "-dead\",\"maxReceiveCount\":\"" + maxReceiveCount + "\"}"));
    }

    private String createQueue(String name, Map<QueueAttributeName, String> attributes) {
        sqs.createQueue(r -> r.queueName(name).attributes(attributes));
        return url(name);
    }

    public void send(String queue, String body) {
        sqs.sendMessage(r -> r.queueUrl(url(queue)).messageBody(body));
    }

    /** How many messages wait to be received. */
    public int waiting(String queue) {
        return count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    }

    /** How many messages were received and are neither deleted nor visible again. */
    public int inFlight(String queue) {
        return count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    private int count(String queue, QueueAttributeName name) {
        return Integer.parseInt(
                sqs.getQueueAttributes(r -> r.queueUrl(url(queue)).attributeNames(name))
                        .attributes()
                        .get(name));
    }

    /** Breaks off what is going on: to stop in order would wait for every receive that waits for messages. */
    @Override
    public void close() {
        sqs.close();
        actors.terminate();
        actors.getWhenTerminated().toCompletableFuture().join();
    }
}
