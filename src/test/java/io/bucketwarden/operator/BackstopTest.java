package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.aws.QueueUrl;
import io.bucketwarden.events.QueueSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BackstopTest {

    private static final QueueUrl QUEUE = QueueUrl.of("https://sqs.eu-central-1.amazonaws.com/123456789012/changes");
    private static final QueueUrl OTHER = QueueUrl.of("https://sqs.eu-west-1.amazonaws.com/123456789012/changes");
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));
    private final Backstop backstop = new Backstop(LONGEST, now::get);

    @Test
    void a_trouble_that_is_over_within_a_minute_is_never_told() {
        backstop.unreachable(QUEUE, "It is away.");
        pass(Duration.ofSeconds(59));

        assertThat(backstop.trouble()).isEmpty();
        assertThat(backstop.takeNews()).isFalse();

        backstop.reachable(QUEUE);
        pass(Duration.ofMinutes(2));
        assertThat(backstop.trouble()).isEmpty();
    }

    @Test
    void one_that_lasts_a_minute_is_told_with_the_queue_the_cause_and_what_is_done_about_it() {
        backstop.unreachable(QUEUE, "It is away.");
        pass(Backstop.PATIENCE);

        assertThat(backstop.trouble())
                .hasValueSatisfying(why -> assertThat(why)
                        .contains(QUEUE.url())
                        .contains("It is away.")
                        .contains("at least every 5 min"));
    }

    @Test
    void another_cause_of_the_same_trouble_does_not_begin_it_anew() {
        backstop.unreachable(QUEUE, "It is away.");
        pass(Duration.ofSeconds(50));
        backstop.unreachable(QUEUE, "It is denied.");
        pass(Duration.ofSeconds(10));

        assertThat(backstop.trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("denied").doesNotContain("away"));
    }

    @Test
    void it_is_known_when_a_queue_last_answered_and_when_its_last_message_came() {
        backstop.reachable(QUEUE);
        backstop.received(QUEUE, 2);
        var message = now.get();
        pass(Duration.ofSeconds(20));
        backstop.received(QUEUE, 0);
        backstop.unreachable(QUEUE, "It is away.");
        backstop.unreachable(OTHER, "It is denied.");

        assertThat(backstop.seen())
                .containsExactly(
                        new QueueSeen(QUEUE.url(), false, now.get(), message),
                        new QueueSeen(OTHER.url(), false, null, null));
    }

    @Test
    void each_queue_has_troubles_of_its_own() {
        backstop.unreachable(QUEUE, "It is away.");
        backstop.unreachable(OTHER, "It is denied.");
        pass(Backstop.PATIENCE);
        assertThat(backstop.trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("away").contains("denied"));

        backstop.reachable(QUEUE);

        assertThat(backstop.trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("denied").doesNotContain("away"));
    }

    @Test
    void it_is_other_once_when_a_trouble_comes_and_once_when_it_goes() {
        assertThat(backstop.takeNews()).isFalse();
        backstop.unreachable(QUEUE, "It is away.");
        pass(Backstop.PATIENCE);

        assertThat(backstop.takeNews()).isTrue();
        assertThat(backstop.takeNews()).isFalse();

        backstop.reachable(QUEUE);
        assertThat(backstop.takeNews()).isTrue();
        assertThat(backstop.takeNews()).isFalse();
    }

    @Test
    void full_checks_come_closer_only_in_trouble_and_never_further_apart() {
        assertThat(backstop.interval(Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
        backstop.unreachable(QUEUE, "It is away.");
        pass(Backstop.PATIENCE);

        assertThat(backstop.interval(Duration.ofHours(1))).isEqualTo(LONGEST);
        assertThat(backstop.interval(Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(1));
    }

    private void pass(Duration time) {
        now.updateAndGet(n -> n.plus(time));
    }
}
