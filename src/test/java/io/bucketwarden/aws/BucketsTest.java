package io.bucketwarden.aws;

import static io.bucketwarden.aws.ManyAccounts.PAY;
import static io.bucketwarden.aws.ManyAccounts.SHOP;
import static io.bucketwarden.aws.ManyAccounts.account;
import static io.bucketwarden.aws.ManyAccounts.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Examination;
import io.bucketwarden.posture.Verdict;
import io.bucketwarden.posture.facet.Facets;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BucketsTest {

    private static final String OPERATOR = "999999999999";
    private static final String OTHER_OPERATOR = "arn:aws:iam::999999999999:role/blue";
    private static final String BREAK_GLASS = "arn:aws:iam::999999999999:role/break-glass";

    private final AtomicInteger askedWhoWeAre = new AtomicInteger();
    private ManyAccounts aws;
    private Accounts accounts;
    private Buckets buckets;

    @BeforeEach
    void start() throws IOException {
        aws = new ManyAccounts();
        accounts = aws.open(RequestListener.NONE, InstantSource.system());
        var caller = new Caller(
                () -> {
                    askedWhoWeAre.incrementAndGet();
                    return new Caller.Answer(OPERATOR, "arn:aws:iam::" + OPERATOR + ":user/warden");
                },
                new ExemptPrincipals(List.of(OTHER_OPERATOR), List.of(BREAK_GLASS)),
                false,
                InstantSource.system());
        buckets = new Buckets(accounts, caller, InstantSource.system());
    }

    @AfterEach
    void stop() {
        aws.close();
        accounts.close();
    }

    @Test
    void by_a_role_we_are_that_role_in_its_account_without_asking_who_we_are() {
        var identity = buckets.open("acme", account(PAY), null, null).identity();

        assertThat(identity.expectedOwner()).isEqualTo(PAY);
        assertThat(identity.operatorAccount()).isEqualTo(PAY);
        assertThat(identity.operatorPrincipals()).containsExactly(role(PAY), OTHER_OPERATOR, BREAK_GLASS);
        assertThat(identity.breakGlass()).containsExactly(BREAK_GLASS);
        assertThat(identity.region()).isEqualTo("eu-central-1");
        assertThat(aws.requests).containsExactly(PAY + " HEAD /acme");
        assertThat(askedWhoWeAre).hasValue(0);
    }

    @Test
    void without_a_role_we_are_ourselves_and_the_named_account_must_own_the_bucket() {
        var named = new GrantedAccount(SHOP, null, null, List.of());

        var theirs = buckets.open("acme", named, null, "eu-central-1").identity();
        var ours =
                buckets.open("acme", GrantedAccount.OWN, null, "eu-central-1").identity();
        var declared =
                buckets.open("acme", GrantedAccount.OWN, PAY, "eu-central-1").identity();

        assertThat(theirs.expectedOwner()).isEqualTo(SHOP);
        assertThat(theirs.operatorAccount()).isEqualTo(OPERATOR);
        assertThat(ours.expectedOwner()).isEqualTo(OPERATOR);
        assertThat(declared.expectedOwner()).isEqualTo(PAY);
        assertThat(ours.operatorPrincipals())
                .containsExactly("arn:aws:iam::999999999999:user/warden", OTHER_OPERATOR, BREAK_GLASS);
    }

    @Test
    void a_declared_owner_other_than_the_granted_account_is_refused_before_anything_is_asked() {
        assertThatThrownBy(() -> buckets.open("acme", account(PAY), SHOP, null))
                .isInstanceOfSatisfying(
                        CallFailed.class, e -> assertThat(e.reason()).isEqualTo(Reason.NotGranted));

        assertThat(aws.requests).isEmpty();
    }

    @Test
    void what_is_known_of_a_bucket_is_known_for_one_way_in_only() {
        buckets.open("acme", account(PAY), null, null);
        buckets.open("acme", account(PAY), null, null);
        var shop = buckets.open("acme", account(SHOP), null, null);
        shop.logTarget("logs");

        assertThat(aws.requestsOf(PAY)).isEqualTo(1);
        assertThat(aws.requests).contains(SHOP + " HEAD /acme", SHOP + " HEAD /logs", SHOP + " GET /logs?acl");
    }

    @Test
    void a_forgotten_region_is_asked_for_again_by_every_way_in() {
        buckets.open("acme", account(PAY), null, null);
        buckets.open("acme", account(SHOP), null, null);

        buckets.forget("acme");

        buckets.open("acme", account(PAY), null, null);
        buckets.open("acme", account(SHOP), null, null);
        assertThat(aws.requestsOf(PAY)).isEqualTo(2);
        assertThat(aws.requestsOf(SHOP)).isEqualTo(2);
    }

    @Test
    void a_role_that_is_refused_is_what_every_facet_of_a_bucket_there_says() throws IOException {
        aws.refusals.put(role(PAY), ManyAccounts.Answer.ofSts(403, "AccessDenied", "Not yours"));
        var full = Files.readString(Path.of("src/test/resources/crd/valid-full.yaml"));
        var posture = new KubernetesSerialization()
                .unmarshal(full, S3BucketPolicy.class)
                .getSpec()
                .posture();

        var verdicts =
                Examination.of(Facets.ALL, posture, buckets.open("acme", account(PAY), null, "eu-central-1"), Map.of());

        assertThat(verdicts.values())
                .hasSize(Facets.ALL.size())
                .allSatisfy(verdict -> assertThat(verdict)
                        .isInstanceOfSatisfying(Verdict.Unreadable.class, unreadable -> {
                            assertThat(unreadable.reason()).isEqualTo(Reason.AccessDenied);
                            assertThat(unreadable.message()).contains(role(PAY) + " cannot be assumed", "Not yours");
                        }));
        assertThat(aws.roleRequests).hasSize(1);
    }

    @Test
    void a_role_that_is_refused_is_why_a_bucket_cannot_be_found() {
        aws.refusals.put(role(PAY), ManyAccounts.Answer.ofSts(403, "AccessDenied", "Not yours"));

        assertThatThrownBy(() -> buckets.open("acme", account(PAY), null, null))
                .isInstanceOfSatisfying(
                        CallFailed.class, e -> assertThat(e.reason()).isEqualTo(Reason.AccessDenied))
                .hasMessageContaining(role(PAY) + " cannot be assumed");
    }

    @Test
    void a_role_for_which_sts_cannot_be_reached_is_a_check_that_failed() {
        aws.close();

        assertThatThrownBy(() -> buckets.open("acme", account(PAY), null, null))
                .isInstanceOfSatisfying(
                        CallFailed.class, e -> assertThat(e.reason()).isEqualTo(Reason.CheckFailed))
                .hasMessageContaining(role(PAY) + " cannot be assumed: STS could not be reached: connection refused");
    }
}
