package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class CallerTest {

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));

    @Test
    void a_session_stands_for_its_role_under_any_path() {
        assertThat(Caller.principals("arn:aws:sts::123456789012:assumed-role/warden/session"))
                .containsExactly("arn:aws:iam::123456789012:role/warden", "arn:aws:iam::123456789012:role/*/warden");
    }

    @Test
    void a_user_stands_for_itself() {
        assertThat(Caller.principals("arn:aws:iam::123456789012:user/ann"))
                .containsExactly("arn:aws:iam::123456789012:user/ann");
    }

    @Test
    void the_answer_is_asked_for_once_and_configured_principals_are_added() {
        var caller = caller(() -> new Caller.Answer("123456789012", "arn:aws:iam::123456789012:user/ann"));

        caller.identity();

        assertThat(caller.identity().principals())
                .containsExactly("arn:aws:iam::123456789012:user/ann", "arn:aws:iam::123456789012:role/break-glass");
        assertThat(calls).hasValue(1);
    }

    @Test
    void while_it_cannot_be_told_only_the_configured_are_known_and_it_is_asked_again_after_a_minute() {
        var caller = caller(() -> {
            throw SdkClientException.create("no way");
        });

        assertThat(caller.identity().principals()).containsExactly("arn:aws:iam::123456789012:role/break-glass");
        caller.identity();
        assertThat(calls).hasValue(1);
        now.updateAndGet(n -> n.plusSeconds(61));
        caller.identity();
        assertThat(calls).hasValue(2);
    }

    @Test
    void on_aws_nobody_is_known_until_the_operator_itself_is() {
        var caller = caller(
                () -> {
                    throw SdkClientException.create("no way");
                },
                true);

        assertThat(caller.identity().principals()).isEmpty();
    }

    @Test
    void at_the_start_those_who_ask_meanwhile_wait_for_the_one_answer() throws Exception {
        var gate = new Gate();
        var caller = caller(() -> {
            gate.pass();
            return new Caller.Answer("123456789012", "arn:aws:iam::123456789012:user/ann");
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(caller::identity);
            await().untilAtomic(calls, equalTo(1));
            var second = threads.submit(caller::identity);
            gate.open();

            assertThat(first.get().account()).isEqualTo("123456789012");
            assertThat(second.get()).isEqualTo(first.get());
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    void later_only_one_asks_and_the_others_go_on_at_once_with_what_is_known() throws Exception {
        var gate = new Gate();
        var caller = caller(() -> {
            if (calls.get() > 1) {
                gate.pass();
            }
            throw SdkClientException.create("no way");
        });
        caller.identity();
        now.updateAndGet(n -> n.plusSeconds(61));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asker = threads.submit(caller::identity);
            await().untilAtomic(calls, equalTo(2));

            var other = threads.submit(caller::identity);

            try {
                assertThat(other).succeedsWithin(Duration.ofSeconds(5));
                assertThat(other.get().account()).isNull();
                assertThat(asker).isNotDone();
            } finally {
                gate.open();
            }
        }
        assertThat(calls).hasValue(2);
    }

    @Test
    void a_session_is_its_role_under_any_path_and_those_configured_are_others() {
        var caller = caller(
                () -> new Caller.Answer("123456789012", "arn:aws:sts::123456789012:assumed-role/warden/session"));
        assertThat(caller.is("arn:aws:iam::123456789012:role/warden"))
                .as("before we know ourselves")
                .isFalse();

        caller.identity();

        assertThat(caller.is("arn:aws:iam::123456789012:role/warden")).isTrue();
        assertThat(caller.is("arn:aws:iam::123456789012:role/teams/storage/warden"))
                .isTrue();
        assertThat(caller.is("arn:aws:iam::123456789012:role/teams/not-warden")).isFalse();
        assertThat(caller.is("arn:aws:iam::123456789012:role/warden-2")).isFalse();
        assertThat(caller.is("arn:aws:iam::999999999999:role/warden")).isFalse();
        assertThat(caller.is("arn:aws:iam::123456789012:role/break-glass")).isFalse();
    }

    private Caller caller(java.util.function.Supplier<Caller.Answer> sts) {
        return caller(sts, false);
    }

    private Caller caller(java.util.function.Supplier<Caller.Answer> sts, boolean alwaysThere) {
        return new Caller(
                () -> {
                    calls.incrementAndGet();
                    return sts.get();
                },
                new ExemptPrincipals(List.of(), List.of("arn:aws:iam::123456789012:role/break-glass")),
                alwaysThere,
                now::get);
    }
}
