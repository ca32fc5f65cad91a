package io.bucketwarden.aws;

import static io.bucketwarden.aws.ManyAccounts.CONNECTIONS;
import static io.bucketwarden.aws.ManyAccounts.PAY;
import static io.bucketwarden.aws.ManyAccounts.SHOP;
import static io.bucketwarden.aws.ManyAccounts.account;
import static io.bucketwarden.aws.ManyAccounts.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.posture.CallFailed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;

class AccountsTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));
    private ManyAccounts aws;
    private Accounts accounts;

    @BeforeEach
    void start() throws IOException {
        aws = new ManyAccounts();
        accounts = aws.open(RequestListener.NONE, now::get);
    }

    @AfterEach
    void stop() {
        aws.close();
        accounts.close();
    }

    @Test
    void a_role_is_assumed_once_with_its_external_id_and_signs_the_calls_of_its_account_in_every_region() {
        var pay = new GrantedAccount(PAY, role(PAY), "acme-7", List.of("eu-central-1"));

        head(accounts.in(pay, "eu-central-1"));
        head(accounts.in(pay, "eu-west-1"));
        head(accounts.in(GrantedAccount.OWN, "eu-west-1"));

        assertThat(aws.roleRequests)
                .singleElement()
                .asString()
                .contains("RoleArn=" + role(PAY), "ExternalId=acme-7", "RoleSessionName=bucketwarden");
        assertThat(aws.requests).containsExactly(PAY + " HEAD /acme", PAY + " HEAD /acme", "operator HEAD /acme");
    }

    @Test
    void grants_that_differ_in_their_regions_only_share_all_and_so_do_those_without_a_role() {
        var pay = account(PAY);
        var payHere = new GrantedAccount(PAY, role(PAY), null, List.of("eu-central-1"));
        var otherExternalId = new GrantedAccount(PAY, role(PAY), "acme-7", List.of());
        var noRole = new GrantedAccount(SHOP, null, null, List.of());

        assertThat(accounts.of(payHere)).isSameAs(accounts.of(pay));
        assertThat(accounts.of(otherExternalId)).isNotSameAs(accounts.of(pay));
        assertThat(accounts.of(noRole)).isSameAs(accounts.of(GrantedAccount.OWN));
    }

    @Test
    void a_stuck_account_takes_no_connection_of_another() throws Exception {
        var gate = new CountDownLatch(1);
        aws.held.put(PAY, gate);
        var stuck = accounts.in(account(PAY), "eu-central-1");
        var lively = accounts.in(account(SHOP), "eu-central-1");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 3 * CONNECTIONS)
                    .<Future<?>>mapToObj(call -> threads.submit(() -> head(stuck)))
                    .toList();
            await().until(() -> aws.requestsOf(PAY) == CONNECTIONS);

            try {
                assertThat(threads.submit(() -> head(lively))).succeedsWithin(Duration.ofSeconds(5));
                assertThat(aws.requestsOf(PAY)).isEqualTo(CONNECTIONS);
                assertThat(calls).noneMatch(Future::isDone);
            } finally {
                gate.countDown();
            }
        }
        assertThat(aws.requestsOf(PAY)).isEqualTo(3 * CONNECTIONS);
    }

    @Test
    void as_many_accounts_as_may_be_stuck_at_once_take_no_connection_of_another() throws Exception {
        var gate = new CountDownLatch(1);
        var stuck = IntStream.range(0, Accounts.STUCK_AT_ONCE)
                .mapToObj("30000000000%d"::formatted)
                .toList();
        stuck.forEach(id -> aws.held.put(id, gate));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            stuck.forEach(id -> IntStream.range(0, 2 * CONNECTIONS)
                    .forEach(call -> threads.submit(() -> head(accounts.in(account(id), "eu-central-1")))));
            await().until(() -> stuck.stream().allMatch(id -> aws.requestsOf(id) == CONNECTIONS));

            try {
                assertThat(threads.submit(() -> head(accounts.in(account(SHOP), "eu-central-1"))))
                        .succeedsWithin(Duration.ofSeconds(5));
            } finally {
                gate.countDown();
            }
        }
    }

    @Test
    void an_account_is_dropped_after_a_quarter_of_an_hour_without_use_and_usable_again_after() {
        head(accounts.in(account(PAY), "eu-central-1"));
        pass(Accounts.IDLE);
        accounts.of(account(SHOP));
        assertThat(accounts.size()).isEqualTo(1);

        head(accounts.in(account(PAY), "eu-central-1"));

        assertThat(accounts.size()).isEqualTo(2);
        assertThat(aws.roleRequests).hasSize(2);
        assertThat(aws.requestsOf(PAY)).isEqualTo(2);
    }

    @Test
    void a_call_is_a_use_and_so_is_being_asked_for() {
        var kept = accounts.in(account(PAY), "eu-central-1");
        accounts.of(account(SHOP));
        pass(Accounts.IDLE.minusSeconds(1));
        head(kept);
        accounts.of(account(SHOP));
        pass(Duration.ofSeconds(2));

        accounts.of(GrantedAccount.OWN);

        assertThat(accounts.size()).isEqualTo(2);
    }

    @Test
    void a_client_that_was_kept_still_works_after_its_account_was_dropped() {
        var kept = accounts.in(account(PAY), "eu-central-1");
        var keptUnused = accounts.in(account(SHOP), "eu-central-1");
        head(kept);
        pass(Accounts.IDLE);
        accounts.of(GrantedAccount.OWN);
        assertThat(accounts.size()).isZero();

        head(kept);
        head(keptUnused);

        assertThat(aws.requestsOf(PAY)).isEqualTo(2);
        assertThat(aws.requestsOf(SHOP)).isEqualTo(1);
    }

    @Test
    void only_the_accounts_used_latest_are_kept_and_one_that_was_dropped_for_others_still_works() {
        var first = accounts.in(account(PAY), "eu-central-1");
        for (int other = 0; other < Accounts.REMEMBERED; other++) {
            accounts.of(account("%012d".formatted(other)));
        }

        assertThat(accounts.size()).isEqualTo(Accounts.REMEMBERED);
        assertThat(accounts.in(account(PAY), "eu-central-1")).isNotSameAs(first);
        head(first);
        assertThat(aws.requestsOf(PAY)).isEqualTo(1);
    }

    @Test
    void a_role_that_is_refused_is_not_asked_for_again_for_half_a_minute() {
        aws.refusals.put(role(PAY), ManyAccounts.Answer.ofSts(403, "AccessDenied", "Not yours"));
        var s3 = accounts.in(account(PAY), "eu-central-1");
        assertRefused(s3);
        pass(RoleRequests.ASK_AGAIN.minusSeconds(1));
        aws.refusals.clear();
        assertRefused(s3);
        assertRefused(accounts.in(account(PAY), "eu-west-1"));
        assertThat(aws.roleRequests).hasSize(1);

        pass(Duration.ofSeconds(1));
        head(s3);

        assertThat(aws.roleRequests).hasSize(2);
        assertThat(aws.requestsOf(PAY)).isEqualTo(1);
    }

    @Test
    void a_role_that_is_refused_says_nothing_of_another() {
        aws.refusals.put(role(PAY), ManyAccounts.Answer.ofSts(403, "AccessDenied", "Not yours"));
        assertRefused(accounts.in(account(PAY), "eu-central-1"));

        head(accounts.in(account(SHOP), "eu-central-1"));

        assertThat(aws.requestsOf(SHOP)).isEqualTo(1);
    }

    private static void assertRefused(S3Client s3) {
        assertThatThrownBy(() -> head(s3))
                .isInstanceOf(SdkClientException.class)
                .hasCauseInstanceOf(CallFailed.class)
                .hasMessageContaining("Not yours");
    }

    private static Object head(S3Client s3) {
        return s3.headBucket(r -> r.bucket("acme"));
    }

    private void pass(Duration time) {
        now.updateAndGet(n -> n.plus(time));
    }
}
