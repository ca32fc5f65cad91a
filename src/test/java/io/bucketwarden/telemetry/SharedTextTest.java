package io.bucketwarden.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SharedTextTest {

    private final AtomicInteger made = new AtomicInteger();
    private final SharedText texts = new SharedText(() -> "text " + made.incrementAndGet(), 2);

    @Test
    void each_gets_a_new_one_while_few_are_taken() {
        for (int i = 1; i <= 5; i++) {
            try (var text = texts.take()) {
                assertThat(read(text)).isEqualTo("text " + i);
            }
        }
    }

    @Test
    void who_comes_while_as_many_are_taken_is_given_the_newest() {
        var first = texts.take();
        var second = texts.take();

        try (var third = texts.take();
                var fourth = texts.take()) {
            assertThat(read(third)).isEqualTo("text 2");
            assertThat(fourth.bytes()).isSameAs(second.bytes());
        }
        first.close();
        try (var fifth = texts.take()) {
            assertThat(read(fifth)).isEqualTo("text 3");
        }
        second.close();
    }

    @Test
    void one_that_could_not_be_made_counts_for_nothing() {
        var broken = new SharedText(
                () -> {
                    if (made.incrementAndGet() < 3) {
                        throw new IllegalStateException("broken");
                    }
                    return "text";
                },
                1);

        assertThatThrownBy(broken::take).hasMessage("broken");
        assertThatThrownBy(broken::take).hasMessage("broken");
        try (var text = broken.take()) {
            assertThat(read(text)).isEqualTo("text");
        }
    }

    @Test
    void all_who_wait_for_one_are_content_with_the_next() throws Exception {
        var going = new CountDownLatch(1);
        var slow = new SharedText(
                () -> {
                    made.incrementAndGet();
                    await(going);
                    return "text";
                },
                100);
        var first = Thread.ofPlatform().start(slow::take);
        Awaitility.await().until(() -> made.get() == 1);
        var others = Stream.generate(() -> Thread.ofPlatform().start(slow::take))
                .limit(20)
                .toList();
        Awaitility.await().until(() -> others.stream().allMatch(it -> it.getState() == Thread.State.BLOCKED));

        going.countDown();
        first.join();
        for (var other : others) {
            other.join();
        }

        assertThat(made).hasValue(2);
    }

    private static String read(SharedText.Taken text) {
        return new String(text.bytes(), StandardCharsets.UTF_8);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
