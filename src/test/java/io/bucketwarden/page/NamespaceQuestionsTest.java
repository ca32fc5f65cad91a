package io.bucketwarden.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.page.Doorkeeper.Unanswered;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamespaceQuestionsTest {

    private static final List<String> MANY =
            IntStream.range(0, 500).mapToObj(i -> "ns-" + i).toList();

    @Test
    void each_is_asked_and_so_many_at_the_same_time() throws Exception {
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        // Four of them wait for each other, so there are as many at the same time.
        var four = new CyclicBarrier(4);

        var answers = new NamespaceQuestions(4, Duration.ofMinutes(1)).ask(MANY, namespace -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            await(four);
            atOnce.decrementAndGet();
            return namespace.endsWith("7");
        });

        assertThat(most).hasValue(4);
        assertThat(answers).hasSize(500).containsEntry("ns-7", true).containsEntry("ns-8", false);
    }

    @Test
    void what_has_no_time_is_not_asked_and_nobody_is_turned_away() throws Exception {
        var none = new NamespaceQuestions(4, Duration.ZERO).ask(MANY, _ -> true);

        assertThat(none).isEmpty();
    }

    @Test
    void while_others_have_all_places_nothing_is_asked_and_what_had_begun_is_answered() throws Exception {
        var questions = new NamespaceQuestions(1, Duration.ofMillis(50));

        var answers = questions.ask(MANY, _ -> {
            // Somebody else asks meanwhile, and waits for all of the time that there is.
            assertThat(questions.ask(MANY, _ -> true)).isEmpty();
            return true;
        });

        assertThat(answers).hasSize(1).containsValue(true);
    }

    @Test
    void one_that_is_not_answered_ends_it() {
        var asked = new AtomicInteger();

        assertThatThrownBy(() -> new NamespaceQuestions(1, Duration.ofMinutes(1)).ask(MANY, _ -> {
                    asked.incrementAndGet();
                    throw new Unanswered("no answer");
                }))
                .isInstanceOf(Unanswered.class)
                .hasMessage("no answer");
        assertThat(asked).hasValue(1);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
