package io.bucketwarden.events;

import static io.bucketwarden.events.HeardOfQueue.REACHABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bucketwarden.aws.Accounts;
import io.bucketwarden.aws.Endpoint;
import io.bucketwarden.aws.QueueUrl;
import io.bucketwarden.servers.ElasticMq;
import io.bucketwarden.servers.Moto;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Queues of servers with the protocol of SQS. */
class QueueReaderIT {

    private static final QueuePace IMPATIENT = new QueuePace(
            2,
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofMillis(200));

    private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
    private final Accounts accounts = new Accounts(
            new Endpoint(Moto.get().endpoint(), true, "us-east-1", true, true),
            Moto.CREDENTIALS,
            1000,
            1,
            (operation, outcome, duration) -> calls.add(operation + " " + outcome),
            InstantSource.system());
    private final HeardOfQueue told = new HeardOfQueue();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final AtomicReference<ElasticMq> server = new AtomicReference<>(new ElasticMq());

    @AfterEach
    void stop() {
        accounts.close();
        server.get().close();
    }

    @Test
    void each_message_is_handed_over_once_and_deleted() {
        var mq = server.get();
        var queue = mq.createQueue("events");
        var sent = IntStream.range(0, 45).mapToObj(i -> "message " + i).toList();
        sent.forEach(body -> mq.send("events", body));

        try (var reader = read(queue, () -> true, taken::add, QueuePace.DEFAULT)) {
            patiently().until(() -> mq.waiting("events") + mq.inFlight("events") == 0);

            assertThat(taken).containsExactlyInAnyOrderElementsOf(sent);
            assertThat(reader.trouble()).isEmpty();
            assertThat(calls).contains("ReceiveMessage ok", "DeleteMessageBatch ok");
        }
    }

    @Test
    void moto_is_read_as_well() {
        var endpoint = Moto.get().endpoint();
        try (var sqs = accounts.queue(QueueUrl.of(endpoint + "/123456789012/reader-it"))) {
            var queue = sqs.createQueue(r -> r.queueName("reader-it")).queueUrl();
            sqs.sendMessage(r -> r.queueUrl(queue).messageBody("1"));
            try (var _ = read(queue, () -> true, taken::add, QueuePace.DEFAULT)) {
                patiently().until(() -> taken.equals(List.of("1")));
                sqs.sendMessage(r -> r.queueUrl(queue).messageBody("2"));
                patiently().until(() -> taken.equals(List.of("1", "2")));
                patiently()
                        .until(() -> calls.stream()
                                        .filter("DeleteMessageBatch ok"::equals)
                                        .count()
                                == 2);
            }
        }
    }

    @Test
    void a_message_that_meets_a_bug_again_and_again_goes_to_the_dead_letters() {
        var mq = server.get();
        var queue = mq.createQueue("events", 2);
        Consumer<String> buggy = body -> {
            taken.add(body);
            if (body.equals("bug")) {
                throw new IllegalStateException("as the test says");
            }
        };
        List.of("1", "bug", "2").forEach(body -> mq.send("events", body));

        try (var _ = read(queue, () -> true, buggy, IMPATIENT)) {
            patiently().until(() -> mq.waiting("events-dead") == 1);

            assertThat(taken).containsExactlyInAnyOrder("1", "bug", "bug", "2");
            patiently().until(() -> mq.waiting("events") + mq.inFlight("events") == 0);
        }
    }

    @Test
    void while_there_is_no_room_messages_stay_in_the_queue() {
        var mq = server.get();
        var queue = mq.createQueue("events");
        var room = new AtomicBoolean();
        var asked = new ConcurrentLinkedQueue<Boolean>();
        mq.send("events", "1");
        BooleanSupplier hasRoom = () -> {
            asked.add(true);
            return room.get();
        };

        try (var _ = read(queue, hasRoom, taken::add, IMPATIENT)) {
            patiently().until(() -> asked.size() > 20);
            assertThat(mq.waiting("events")).isEqualTo(1);
            assertThat(calls).isEmpty();

            room.set(true);
            patiently().until(() -> taken.equals(List.of("1")));
        }
    }

    @Test
    void a_queue_that_is_missing_is_told_and_so_is_that_it_is_there() {
        var mq = server.get();
        var queue = mq.url("later");

        try (var reader = read(queue, () -> true, taken::add, IMPATIENT)) {
            patiently().until(() -> !told.heard().isEmpty());
            assertThat(told.heard())
                    .containsExactly("There is no queue " + queue + ". Create it, or correct its URL and its region.");

            mq.createQueue("later");
            patiently().until(() -> reader.trouble().isEmpty());
            assertThat(told.heard()).hasSize(2).last().isEqualTo(REACHABLE);
        }
    }

    @Test
    void a_server_that_goes_and_comes_back_is_read_again() {
        var first = server.get();
        var queue = first.createQueue("events");

        try (var reader = read(queue, () -> true, taken::add, IMPATIENT)) {
            patiently().until(() -> told.heard().contains(REACHABLE));
            first.close();
            patiently().until(() -> reader.trouble().isPresent());
            assertThat(reader.trouble().orElseThrow()).startsWith("The queue " + queue + " could not be reached: ");

            var second = new ElasticMq(first.port());
            server.set(second);
            second.createQueue("events");
            second.send("events", "1");

            patiently().until(() -> taken.equals(List.of("1")));
            assertThat(reader.trouble()).isEmpty();
        }
    }

    @Test
    void it_closes_at_once_while_it_waits_for_messages_and_later_ones_are_not_lost() throws InterruptedException {
        var mq = server.get();
        var queue = mq.createQueue("events");
        var reader = read(queue, () -> true, taken::add, IMPATIENT);
        patiently().until(() -> calls.size() >= 2);

        var closer = Thread.ofVirtual().start(reader::close);

        // Less than the twenty seconds that it waits for messages, and more than a busy machine takes.
        assertThat(closer.join(Duration.ofSeconds(15))).isTrue();
        mq.send("events", "later");
        try (var _ = read(queue, () -> true, taken::add, IMPATIENT)) {
            patiently().until(() -> taken.equals(List.of("later")));
        }
    }

    private QueueReader read(String url, BooleanSupplier hasRoom, Consumer<String> messages, QueuePace pace) {
        var queue = QueueUrl.of(url);
        return QueueReader.start(accounts.queue(queue), queue, hasRoom, messages, told, InstantSource.system(), pace);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60));
    }
}
