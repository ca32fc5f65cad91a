package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.PublicAccessBlock;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

class AccountBlocksTest {

    private static final String ACCOUNT = "123456789012";
    private static final Endpoint AWS = new Endpoint(null, false, "us-east-1", false, true);
    private static final Endpoint OTHER =
            new Endpoint(URI.create("http://127.0.0.1:9"), true, "us-east-1", false, true);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Supplier<@Nullable PublicAccessBlockConfiguration> answer = () ->
            PublicAccessBlockConfiguration.builder().ignorePublicAcls(true).build();

    @Test
    void an_answer_serves_for_a_minute() {
        var blocks = blocks(AWS);

        assertThat(blocks.of(GrantedAccount.OWN, ACCOUNT)).isEqualTo(new PublicAccessBlock(false, true, false, false));
        blocks.of(GrantedAccount.OWN, ACCOUNT);
        assertThat(calls).hasValue(1);

        now.updateAndGet(n -> n.plusSeconds(61));
        blocks.of(GrantedAccount.OWN, ACCOUNT);
        assertThat(calls).hasValue(2);
    }

    @Test
    void all_who_ask_at_the_same_time_wait_for_one_call() throws Exception {
        var release = new CountDownLatch(1);
        answer = () -> {
            waitFor(release);
            return null;
        };
        var blocks = blocks(AWS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<PublicAccessBlock>>();
            for (int asker = 0; asker < 8; asker++) {
                asked.add(threads.submit(() -> blocks.of(GrantedAccount.OWN, ACCOUNT)));
            }
            await().until(() -> calls.get() == 1);
            release.countDown();

            for (var one : asked) {
                assertThat(one.get()).isEqualTo(PublicAccessBlock.NOTHING);
            }
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    void what_one_role_was_told_is_not_told_to_another() {
        var blocks = blocks(AWS);
        var role = new GrantedAccount(ACCOUNT, "arn:aws:iam::" + ACCOUNT + ":role/bucketwarden", null, List.of());

        blocks.of(GrantedAccount.OWN, ACCOUNT);
        blocks.of(role, ACCOUNT);

        assertThat(calls).hasValue(2);
    }

    @Test
    void a_failure_is_not_remembered() {
        answer = () -> {
            throw ScriptedS3.error(503, "SlowDown", "");
        };
        var blocks = blocks(AWS);
        assertThatThrownBy(() -> blocks.of(GrantedAccount.OWN, ACCOUNT)).isInstanceOf(CallFailed.class);

        answer = () -> null;

        assertThat(blocks.of(GrantedAccount.OWN, ACCOUNT)).isEqualTo(PublicAccessBlock.NOTHING);
    }

    @Test
    void a_denied_call_names_its_own_action() {
        answer = () -> {
            throw ScriptedS3.error(403, "AccessDenied", "");
        };

        assertThatThrownBy(() -> blocks(AWS).of(GrantedAccount.OWN, ACCOUNT))
                .isInstanceOfSatisfying(CallFailed.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.AccessDenied);
                    assertThat(e.text())
                            .contains("s3:GetAccountPublicAccessBlock on *")
                            .contains(ACCOUNT);
                });
    }

    @Test
    void an_account_without_a_configuration_blocks_nothing() {
        answer = () -> {
            throw ScriptedS3.error(404, "NoSuchPublicAccessBlockConfiguration", "");
        };

        assertThat(blocks(AWS).of(GrantedAccount.OWN, ACCOUNT)).isEqualTo(PublicAccessBlock.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 501})
    void a_server_that_does_not_know_the_call_blocks_nothing_unless_it_is_aws(int status) {
        answer = () -> {
            throw ScriptedS3.error(status, "NoSuchKey", "");
        };

        assertThat(blocks(OTHER).of(GrantedAccount.OWN, ACCOUNT)).isEqualTo(PublicAccessBlock.NOTHING);
        assertThatThrownBy(() -> blocks(AWS).of(GrantedAccount.OWN, ACCOUNT)).isInstanceOf(CallFailed.class);
    }

    @Test
    void a_denial_is_unknown_on_any_server() {
        answer = () -> {
            throw ScriptedS3.error(403, "AccessDenied", "");
        };

        assertThatThrownBy(() -> blocks(OTHER).of(GrantedAccount.OWN, ACCOUNT)).isInstanceOf(CallFailed.class);
    }

    @Test
    void an_unknown_account_is_unknown_on_aws_and_no_account_elsewhere() {
        assertThatThrownBy(() -> blocks(AWS).of(GrantedAccount.OWN, null)).isInstanceOf(CallFailed.class);
        assertThat(blocks(OTHER).of(GrantedAccount.OWN, null)).isEqualTo(PublicAccessBlock.NOTHING);
    }

    @Test
    void an_account_whose_settings_changed_is_asked_anew_by_every_way_in_and_no_other_is() {
        var blocks = blocks(AWS);
        var role = new GrantedAccount(ACCOUNT, "arn:aws:iam::" + ACCOUNT + ":role/bucketwarden", null, List.of());
        blocks.of(GrantedAccount.OWN, ACCOUNT);
        blocks.of(role, ACCOUNT);
        blocks.of(GrantedAccount.OWN, "111122223333");
        answer = () -> null;

        blocks.forget(ACCOUNT);

        assertThat(blocks.of(GrantedAccount.OWN, ACCOUNT)).isEqualTo(PublicAccessBlock.NOTHING);
        assertThat(blocks.of(role, ACCOUNT)).isEqualTo(PublicAccessBlock.NOTHING);
        assertThat(blocks.of(GrantedAccount.OWN, "111122223333")).isNotEqualTo(PublicAccessBlock.NOTHING);
        assertThat(calls).hasValue(5);
    }

    private AccountBlocks blocks(Endpoint endpoint) {
        return new AccountBlocks(
                (through, account) -> {
                    calls.incrementAndGet();
                    return answer.get();
                },
                endpoint,
                () -> now.get());
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
