package io.bucketwarden.operator.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How the operator learns its own account. */
class WhereaboutsTest {

    private static final String ACCOUNT = "111111111111";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));
    private final ArrayDeque<Runnable> threads = new ArrayDeque<>();
    private Supplier<Optional<String>> aws = () -> Optional.of(ACCOUNT);
    private int answers;
    private final Whereabouts whereabouts = new Whereabouts(() -> aws.get(), now::get, threads::add);

    @Test
    void the_account_is_asked_for_once_for_all_who_ask_meanwhile() {
        assertThat(own()).isNull();
        ask();
        ask();
        ask();

        assertThat(threads).hasSize(1);
        letThemRun();
        assertThat(own()).isEqualTo(ACCOUNT);
        assertThat(answers).isEqualTo(1);
    }

    @Test
    void only_an_answer_that_is_new_is_told() {
        aws = Optional::empty;
        ask();
        letThemRun();
        assertThat(whereabouts.isOwnUnknown()).isTrue();
        assertThat(answers).isEqualTo(1);

        pass(Duration.ofMinutes(1));
        ask();
        letThemRun();
        assertThat(answers).isEqualTo(1);

        aws = () -> Optional.of(ACCOUNT);
        pass(Duration.ofMinutes(1));
        ask();
        letThemRun();
        assertThat(answers).isEqualTo(2);
        assertThat(whereabouts.isOwnUnknown()).isFalse();
    }

    @Test
    void a_server_that_does_not_tell_is_asked_again_a_minute_after_its_answer() {
        aws = () -> {
            pass(Duration.ofSeconds(10));
            return Optional.empty();
        };
        ask();
        letThemRun();

        pass(Duration.ofSeconds(59));
        ask();
        assertThat(threads).isEmpty();

        pass(Duration.ofSeconds(1));
        ask();
        assertThat(threads).hasSize(1);
    }

    @Test
    void a_bug_keeps_nobody_from_asking_later() {
        aws = () -> {
            throw new NoSuchMethodError("as the test says");
        };
        ask();
        letThemRun();
        assertThat(whereabouts.isOwnUnknown()).isTrue();

        aws = () -> Optional.of(ACCOUNT);
        pass(Duration.ofMinutes(1));
        ask();
        letThemRun();
        assertThat(own()).isEqualTo(ACCOUNT);
    }

    private void ask() {
        whereabouts.askForOwn(() -> answers++);
    }

    private void letThemRun() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }

    private void pass(Duration time) {
        now.updateAndGet(n -> n.plus(time));
    }

    private String own() {
        return whereabouts.seen(Map.of()).own();
    }
}
