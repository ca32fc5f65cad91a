package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.GrantedAccount;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class OwnAccountTest {

    private static final String ACCOUNT = "123456789012";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));
    private final AtomicInteger calls = new AtomicInteger();
    private final Accounts accounts = new Accounts(
            new Endpoint(URI.create("http://127.0.0.1:9"), true, "us-east-1", true, true),
            ManyAccounts.OPERATOR,
            1000,
            4,
            RequestListener.NONE,
            now::get);
    private Supplier<String> sts = () -> ACCOUNT;
    private final Buckets buckets = new Buckets(
            accounts,
            new Caller(
                    () -> {
                        calls.incrementAndGet();
                        var account = sts.get();
                        return new Caller.Answer(account, "arn:aws:iam::" + account + ":user/warden");
                    },
                    ExemptPrincipals.NONE,
                    false,
                    now::get),
            now::get);

    @AfterEach
    void stop() {
        accounts.close();
    }

    @Test
    void once_asked_for_it_is_known_and_not_asked_for_again() {
        assertThat(buckets.ownAccount()).contains(ACCOUNT);
        assertThat(buckets.ownAccount()).contains(ACCOUNT);

        assertThat(calls).hasValue(1);
    }

    @Test
    void a_bucket_that_was_opened_has_made_it_known() {
        buckets.open("acme", GrantedAccount.OWN, null, "eu-central-1");

        assertThat(buckets.ownAccount()).contains(ACCOUNT);
        assertThat(calls).hasValue(1);
    }

    @Test
    void while_sts_gives_no_answer_it_is_asked_for_once_a_minute() {
        sts = () -> {
            throw SdkClientException.create("no way");
        };
        assertThat(buckets.ownAccount()).isEmpty();
        assertThat(buckets.ownAccount()).isEmpty();
        assertThat(calls).hasValue(1);

        sts = () -> ACCOUNT;
        now.updateAndGet(n -> n.plusSeconds(61));
        assertThat(buckets.ownAccount()).contains(ACCOUNT);
    }

    @Test
    void what_another_server_calls_an_account_is_none() {
        sts = () -> "minio";

        assertThat(buckets.ownAccount()).isEmpty();
    }
}
