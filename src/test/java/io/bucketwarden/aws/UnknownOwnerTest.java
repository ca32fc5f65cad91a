package io.bucketwarden.aws;

import static io.bucketwarden.aws.ManyAccounts.OPERATOR;
import static io.bucketwarden.aws.ManyAccounts.PAY;
import static io.bucketwarden.aws.ManyAccounts.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.CallFailed;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** While STS does not answer, nobody knows whose a bucket must be that is to be the operator's own. */
class UnknownOwnerTest {

    private static final String REGION = "eu-central-1";
    private static final Endpoint AWS = new Endpoint(null, false, "us-east-1", false, true);
    private static final Endpoint OTHER = new Endpoint(URI.create("http://127.0.0.1:9"), true, "us-east-1", true, true);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private Supplier<Caller.Answer> sts = () -> {
        throw SdkClientException.create("Unable to load credentials from any of the providers");
    };
    private Accounts accounts;

    @AfterEach
    void stop() {
        accounts.close();
    }

    @Test
    void on_aws_nothing_is_asked_of_a_bucket_that_could_be_anybodys() {
        var buckets = buckets(AWS);

        assertNotKnown(() -> buckets.open("acme", GrantedAccount.OWN, null, REGION));
        assertNotKnown(() -> buckets.open("acme", GrantedAccount.OWN, null, null));
        assertNotKnown(() -> buckets.region("acme", GrantedAccount.OWN));
        assertNotKnown(() -> buckets.tags("acme", GrantedAccount.OWN, REGION));

        assertThat(heard).isEmpty();
    }

    @Test
    void a_bucket_whose_owner_is_declared_or_granted_is_opened() {
        var buckets = buckets(AWS);

        var declared = buckets.open("acme", GrantedAccount.OWN, PAY, REGION);
        var named = buckets.open("acme", new GrantedAccount(PAY, null, null, List.of()), null, REGION);
        var byRole = buckets.open("acme", account(PAY), null, REGION);

        assertThat(List.of(declared, named, byRole))
                .allSatisfy(
                        bucket -> assertThat(bucket.identity().expectedOwner()).isEqualTo(PAY));
    }

    @Test
    void as_soon_as_sts_answers_buckets_are_opened() {
        var buckets = buckets(AWS);
        assertNotKnown(() -> buckets.open("acme", GrantedAccount.OWN, null, REGION));

        sts = () -> new Caller.Answer(PAY, "arn:aws:iam::" + PAY + ":user/warden");
        now.updateAndGet(n -> n.plusSeconds(61));

        assertThat(buckets.open("acme", GrantedAccount.OWN, null, REGION)
                        .identity()
                        .expectedOwner())
                .isEqualTo(PAY);
    }

    @Test
    void another_server_may_have_no_accounts() {
        assertThat(buckets(OTHER)
                        .open("acme", GrantedAccount.OWN, null, REGION)
                        .identity()
                        .expectedOwner())
                .isNull();
    }

    private static void assertNotKnown(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CallFailed.class, e -> assertThat(e.reason()).isEqualTo(Reason.CheckFailed))
                .hasMessageContaining("own account is not known yet (sts:GetCallerIdentity)")
                .hasMessageContaining("There are no AWS credentials");
    }

    private Buckets buckets(Endpoint endpoint) {
        accounts = new Accounts(
                endpoint,
                OPERATOR,
                1000,
                4,
                (operation, outcome, duration) -> heard.add(operation + " " + outcome),
                now::get,
                new HttpTransport.Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(1)));
        return new Buckets(
                accounts, new Caller(() -> sts.get(), ExemptPrincipals.NONE, endpoint.isAws(), now::get), now::get);
    }
}
