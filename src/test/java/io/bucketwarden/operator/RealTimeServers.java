package io.bucketwarden.operator;

import io.bucketwarden.aws.Accounts;
import io.bucketwarden.aws.QueueUrl;
import io.bucketwarden.events.QueuePace;
import io.bucketwarden.events.QueueReader;
import io.bucketwarden.events.Samples;
import io.bucketwarden.servers.ElasticMq;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The whole operator as in {@link RealServers}, which hears of changes through a real queue. */
abstract class RealTimeServers extends RealServers {

    static final String ALICE = "arn:aws:iam::123456789012:user/alice";
    private static final QueuePace PACE = new QueuePace(
            2,
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofMillis(20),
            Duration.ofMillis(50),
            Duration.ofMillis(200));

    ElasticMq queues = new ElasticMq();
    final Map<String, Integer> heard = new ConcurrentHashMap<>();
    QueueReader reader;

    @BeforeEach
    void listen() {
        queues.createQueue("changes", 5);
        startReader();
    }

    @AfterEach
    void hangUp() {
        reader.close();
        queues.close();
    }

    void startReader() {
        reader = reader(accounts, operator, operator::hear);
    }

    /** @param messages is handed what comes for the operator */
    QueueReader reader(Accounts through, PolicyOperator listening, Consumer<String> messages) {
        var url = QueueUrl.of(queues.url("changes"));
        return QueueReader.start(
                through.queue(url), url, listening::hasRoom, messages, listening.queues(), Clock.systemUTC(), PACE);
    }

    @Override
    PassListener listener() {
        return new Hearing(result -> heard.merge(result, 1, Integer::sum));
    }

    int heard(String result) {
        return heard.getOrDefault(result, 0);
    }

    /** Somebody made a call, which is told. */
    void tell(String name, String about) {
        queues.send("changes", event(name, about, UUID.randomUUID().toString(), Instant.now()));
    }

    /** As EventBridge tells of a call of alice. */
    static String event(String name, String about, String id, Instant time) {
        return Samples.read("put-bucket-acl")
                .replace("\"PutBucketAcl\"", "\"" + name + "\"")
                .replace("acme-logs", about)
                .replace("f3c95789-ace1-4954-ac5d-6baed2eac902", id)
                .replace("014EF5ED72014E90", id.substring(0, 8))
                .replaceAll("\"2026-11-24T08:01:11Z\"", "\"" + time.truncatedTo(ChronoUnit.SECONDS) + "\"");
    }
}
