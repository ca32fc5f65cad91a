package io.bucketwarden.events;

import static io.bucketwarden.events.HeardOfQueue.REACHABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bucketwarden.aws.QueueUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueReaderTest {

    private static final QueueUrl QUEUE = QueueUrl.of("https://sqs.eu-central-1.amazonaws.com/123456789012/events");

    private static final QueuePace SWIFT = new QueuePace(
            1,
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            Duration.ofMillis(4));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));
    private final FakeSqs sqs = new FakeSqs();
    private final HeardOfQueue told = new HeardOfQueue();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private QueueReader reader;

    @AfterEach
    void stop() {
        reader.close();
    }

    @Test
    void a_message_is_handed_over_and_deleted() {
        read(taken::add);

        sqs.waiting.add("1");

        await().until(() -> sqs.deleted.equals(List.of("1")));
        assertThat(taken).containsExactly("1");
    }

    @Test
    void an_answer_is_asked_for_at_once_and_then_messages_are_waited_for() {
        read(taken::add);

        await().until(() -> sqs.polls.size() >= 2);
        assertThat(sqs.polls).containsExactly(0, 20);
        assertThat(reader.trouble()).isEmpty();
        assertThat(told.heard()).containsExactly(REACHABLE);
    }

    @Test
    void each_answer_is_told_with_the_number_of_its_messages() {
        sqs.waiting.addAll(List.of("1", "2"));

        read(taken::add);

        await().until(() -> told.received().equals(List.of(2)));
        sqs.waiting.add("3");
        await().until(() -> told.received().equals(List.of(2, 1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 | AccessDenied | sqs:ReceiveMessage is denied: allow it on arn:aws:sqs:eu-central-1:123456789012:events to the operator's role, and check the queue's own policy.
            400 | AccessDeniedException | sqs:ReceiveMessage is denied: allow it on arn:aws:sqs:eu-central-1:123456789012:events to the operator's role, and check the queue's own policy.
            400 | AWS.SimpleQueueService.NonExistentQueue | There is no queue https://sqs.eu-central-1.amazonaws.com/123456789012/events. Create it, or correct its URL and its region.
            403 | InvalidClientTokenId | SQS does not accept the operator's credentials for https://sqs.eu-central-1.amazonaws.com/123456789012/events (InvalidClientTokenId). Renew them or check its service account's role.
            400 | KmsAccessDenied | The key of the queue https://sqs.eu-central-1.amazonaws.com/123456789012/events cannot be used (KmsAccessDenied). Allow kms:Decrypt on it to the operator's role, and check that it is enabled.
            500 | InternalError | SQS answered 500 InternalError for https://sqs.eu-central-1.amazonaws.com/123456789012/events (sqs:ReceiveMessage).
            """)
    void why_a_queue_cannot_be_read_is_told_once_and_then_that_it_can(int status, String code, String why) {
        sqs.receiveFails = FakeSqs.answer(status, code);

        read(taken::add);

        await().until(() -> sqs.polls.size() > 5);
        assertThat(told.heard()).containsExactly(why);
        assertThat(reader.trouble()).contains(why);

        now.updateAndGet(n -> n.plusSeconds(60));
        sqs.receiveFails = null;
        await().until(() -> reader.trouble().isEmpty());
        assertThat(told.heard()).containsExactly(why, REACHABLE);
        assertThat(reader.since()).isEqualTo(now.get());
        assertThat(reader.trouble()).isEmpty();
    }

    @Test
    void pauses_double_up_to_the_longest() {
        var pauses = new ArrayList<Long>();
        for (var pause = QueuePace.DEFAULT.pause(); pauses.size() < 7; pause = QueuePace.DEFAULT.after(pause)) {
            pauses.add(pause.toSeconds());
        }
        read(taken::add);

        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void messages_that_cannot_be_deleted_are_trouble_although_they_are_received() {
        sqs.deleteFails = FakeSqs.answer(403, "AccessDenied");
        var why = "sqs:DeleteMessage is denied: allow it on arn:aws:sqs:eu-central-1:123456789012:events to the"
                + " operator's role, and check the queue's own policy.";

        read(taken::add);
        sqs.waiting.add("1");

        await().until(() -> told.heard().contains(why));
        sqs.waiting.add("2");
        await().until(() -> taken.equals(List.of("1", "2")));
        assertThat(reader.trouble()).contains(why);
        assertThat(told.heard()).containsExactly(REACHABLE, why);

        sqs.deleteFails = null;
        sqs.waiting.add("3");
        await().until(() -> reader.trouble().isEmpty());
    }

    @Test
    void one_message_that_is_not_deleted_is_left_to_redelivery() {
        sqs.keeps = "1"::equals;
        sqs.waiting.addAll(List.of("1", "2"));

        read(taken::add);

        await().until(() -> sqs.deleted.equals(List.of("2")));
        assertThat(reader.trouble()).isEmpty();
    }

    @Test
    void a_message_that_meets_a_bug_is_not_deleted_and_the_others_are() {
        sqs.waiting.addAll(List.of("1", "bug", "deep", "2"));

        read(body -> {
            if (body.equals("bug")) {
                throw new IllegalStateException("as the test says");
            }
            if (body.equals("deep")) {
                throw new StackOverflowError("as the test says");
            }
        });

        await().until(() -> sqs.deleted.equals(List.of("1", "2")));
    }

    @Test
    void while_there_is_no_room_nothing_is_received() {
        var asked = new AtomicInteger();
        sqs.waiting.add("1");

        read(() -> asked.incrementAndGet() > 50, taken::add);

        await().until(() -> taken.equals(List.of("1")));
        assertThat(asked.get()).isGreaterThan(50);
        assertThat(sqs.polls.getFirst()).isZero();
    }

    @Test
    void a_bug_in_asking_for_room_does_not_end_the_reading() {
        var asked = new AtomicInteger();
        sqs.waiting.add("1");

        read(
                () -> {
                    if (asked.incrementAndGet() < 3) {
                        throw new IllegalStateException("as the test says");
                    }
                    return true;
                },
                taken::add);

        await().until(() -> taken.equals(List.of("1")));
    }

    @Test
    void what_is_being_handed_over_when_it_closes_is_deleted() throws InterruptedException {
        var handing = new CountDownLatch(1);
        var closing = new CountDownLatch(1);
        read(body -> {
            handing.countDown();
            try {
                closing.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted although there was time", e);
            }
        });
        sqs.waiting.add("1");
        handing.await();

        var closer = Thread.ofVirtual().start(reader::close);
        closing.countDown();
        closer.join();

        assertThat(sqs.deleted).containsExactly("1");
        assertThat(sqs.isClosed).isTrue();
    }

    @Test
    void a_consumer_that_hangs_does_not_hold_up_the_close_and_its_message_is_not_deleted() throws InterruptedException {
        var handing = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        read(body -> {
            handing.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("stopped", e);
            }
        });
        sqs.waiting.add("1");
        handing.await();

        // The consumer never ends, so whoever waited for it would wait for ever.
        var closer = Thread.ofVirtual().start(reader::close);

        assertThat(closer.join(Duration.ofSeconds(60))).isTrue();
        assertThat(sqs.deleted).isEmpty();
    }

    private void read(Consumer<String> messages) {
        read(() -> true, messages);
    }

    private void read(BooleanSupplier hasRoom, Consumer<String> messages) {
        reader = QueueReader.start(sqs, QUEUE, hasRoom, messages, told, now::get, SWIFT);
    }
}
