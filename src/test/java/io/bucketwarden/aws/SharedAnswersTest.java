package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedAnswersTest {

    private final SharedAnswers<String, Integer> answers =
            new SharedAnswers<>(() -> Instant.parse("2026-11-24T08:00:00Z"));
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void what_is_forgotten_is_asked_anew_and_the_rest_is_not() {
        answers.of("a", asked::incrementAndGet, any -> true);
        answers.of("b", asked::incrementAndGet, any -> true);

        answers.forget("a"::equals);

        assertThat(answers.of("a", asked::incrementAndGet, any -> true)).isEqualTo(3);
        assertThat(answers.of("b", asked::incrementAndGet, any -> true)).isEqualTo(2);
    }

    @Test
    void an_answer_to_a_question_asked_before_the_change_does_not_serve_those_who_ask_after_it() throws Exception {
        var gate = new Gate();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var early = threads.submit(() -> answers.of(
                    "a",
                    () -> {
                        gate.pass();
                        return 1;
                    },
                    any -> true));
            await().until(() -> answers.size() == 1);

            answers.forget("a"::equals);
            var late = answers.of("a", () -> 2, any -> true);
            gate.open();

            assertThat(early.get()).isEqualTo(1);
            assertThat(late).isEqualTo(2);
        }
        assertThat(answers.of("a", () -> 3, any -> true)).isEqualTo(2);
    }
}
