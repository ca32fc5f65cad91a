package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
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

    private Caller caller(java.util.function.Supplier<Caller.Answer> sts) {
        return new Caller(
                () -> {
                    calls.incrementAndGet();
                    return sts.get();
                },
                List.of("arn:aws:iam::123456789012:role/break-glass"),
                now::get);
    }
}
