package io.bucketwarden.posture.preflight;

import static io.bucketwarden.posture.preflight.Perimeters.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.PolicyEvaluation.Decision;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.preflight.Effect.Outcome;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreflightTest {

    @Test
    void a_perimeter_of_networks_leaves_everybody_in_who_works_with_the_bucket() {
        var next = put(foreign(allow(aws(OWNER, "user/ann"))), networks(WARDEN, BREAK_GLASS));

        var result = preflight(foreign(allow(aws(OWNER, "user/ann"))), next, PLAIN);

        assertThat(result.cleared()).isPresent();
        assertThat(result.cleared().orElseThrow().document()).isSameAs(next);
        assertThat(result.effects())
                .allSatisfy(effect -> assertThat(effect.outcome())
                        .isEqualTo(effect.kind() == Kind.ANYBODY_ELSE ? Outcome.Intended : Outcome.Kept));
        assertThat(result.effects()).extracting(Effect::place).contains("from 203.0.113.0/24", "from elsewhere");
        assertThat(result.effects())
                .extracting(Effect::who)
                .contains(WARDEN, BREAK_GLASS, "account " + OWNER, aws(OWNER, "user/ann"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:*", "s3:*Policy"})
    void nobody_of_the_owners_account_is_kept_from_the_policy_document(String action) {
        var deny = Statement.deny(SID)
                .principal("*")
                .actions(action)
                .resources(BUCKET)
                .condition("ArnNotLike", "aws:PrincipalArn", WARDEN, BREAK_GLASS)
                .build();

        var result = preflight(PolicyDocument.empty(), put(PolicyDocument.empty(), deny), PLAIN);

        assertThat(result.cleared()).isEmpty();
        assertThat(lockedOut(result)).containsOnly("account " + OWNER);
        assertThat(result.refusal()).startsWith("Not written: statement Ours might deny s3:");
    }

    @Test
    void tls_is_asked_of_everybody_but_an_operator_without_it_is_not_shut_out() {
        var tls = Statement.deny(SID)
                .principal("*")
                .actions("s3:*")
                .resources(BUCKET, BUCKET + "/*")
                .condition("Bool", "aws:SecureTransport", "false")
                .build();
        var next = put(PolicyDocument.empty(), tls);
        var unencrypted = dependents(false, Automation.NONE);

        assertThat(preflight(PolicyDocument.empty(), next, PLAIN).cleared()).isPresent();
        var refused = preflight(PolicyDocument.empty(), next, unencrypted);
        assertThat(lockedOut(refused)).containsOnly(WARDEN);
        assertThat(refused.refusal())
                .contains("statement Ours would deny s3:GetBucketPolicy to " + WARDEN + " over plain http")
                .contains("--allow-insecure-endpoint");
    }

    @Test
    void a_break_glass_principal_that_is_not_exempt_is_named_with_the_statement() {
        var result = preflight(PolicyDocument.empty(), put(PolicyDocument.empty(), networks(WARDEN)), PLAIN);

        assertThat(lockedOut(result)).containsOnly(BREAK_GLASS);
        assertThat(result.refusal()).contains("statement Ours might deny s3:GetObject to " + BREAK_GLASS);
    }

    @Test
    void whoever_was_denied_before_is_not_locked_out_by_us() {
        var now = PolicyDocument.parse("""
                {"Version":"2012-10-17","Statement":[{"Sid":"Theirs","Effect":"Deny","Principal":"*",
                "Action":"s3:*","Resource":["arn:aws:s3:::acme","arn:aws:s3:::acme/*"],
                "Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::123456789012:role/warden"}}}]}""");

        var result = preflight(now, put(now, networks(WARDEN)), PLAIN);

        assertThat(result.cleared()).isPresent();
        assertThat(result.effects())
                .filteredOn(effect -> effect.who().equals(BREAK_GLASS))
                .extracting(Effect::outcome)
                .containsOnly(Outcome.Unchanged);
    }

    @Test
    void where_the_server_may_not_know_accounts_a_perimeter_of_them_denies_everybody() {
        var elsewhere = new Dependents(
                BUCKET,
                "aws",
                OWNER,
                List.of(WARDEN),
                List.of(),
                new Dependents.Server(true, false, false),
                Automation.NONE);

        var result = preflight(PolicyDocument.empty(), put(PolicyDocument.empty(), accounts(OWNER)), elsewhere);

        assertThat(lockedOut(result)).containsOnly("account " + OWNER);
        assertThat(result.refusal()).contains("--endpoint-principal-keys");
        assertThat(preflight(PolicyDocument.empty(), put(PolicyDocument.empty(), networks(WARDEN)), elsewhere)
                        .cleared())
                .as("networks need none of them")
                .isPresent();
    }

    @Test
    void where_the_server_may_not_know_who_comes_networks_can_spare_nobody() {
        var elsewhere = new Dependents(
                BUCKET,
                "aws",
                OWNER,
                List.of(WARDEN),
                List.of(BREAK_GLASS),
                new Dependents.Server(true, false, false),
                Automation.NONE);

        var result = preflight(
                PolicyDocument.empty(), put(PolicyDocument.empty(), networks(WARDEN, BREAK_GLASS)), elsewhere);

        assertThat(lockedOut(result)).containsOnly(BREAK_GLASS);
        assertThat(result.refusal()).contains("--endpoint-principal-keys");
    }

    @Test
    void whoever_came_in_while_the_statement_was_gone_cannot_keep_it_from_coming_back() {
        var now = foreign(Statement.allow("Intruder")
                .principal("CanonicalUser", "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be")
                .actions("s3:GetObject")
                .resources(BUCKET + "/*")
                .build());
        var next = put(now, accounts(OWNER));

        assertThat(preflight(now, next, PLAIN).cleared()).isEmpty();
        var restored = Preflight.of(now, next, Set.of(SID), true, PLAIN);
        assertThat(restored.cleared()).isPresent();
        assertThat(ofAllow(restored)).containsOnly(Outcome.Accepted);
    }

    @Test
    void not_even_a_statement_that_comes_back_may_shut_out_who_repairs() {
        var next = put(PolicyDocument.empty(), networks(WARDEN));

        assertThat(lockedOut(Preflight.of(PolicyDocument.empty(), next, Set.of(SID), true, PLAIN)))
                .containsOnly(BREAK_GLASS);
    }

    @Test
    void an_operator_that_does_not_know_itself_must_be_safe_whoever_it_is() {
        var nobody = new Dependents(BUCKET, "aws", null, List.of(), List.of(), Dependents.Server.AWS, Automation.NONE);
        var deny = Statement.deny(SID)
                .principal("*")
                .actions("s3:GetBucketAcl")
                .resources(BUCKET)
                .condition("StringNotEquals", "aws:PrincipalTag/team", "storage")
                .build();

        var result = preflight(PolicyDocument.empty(), put(PolicyDocument.empty(), deny), nobody);

        assertThat(lockedOut(result)).containsOnly("whoever it is");
        assertThat(result.effects())
                .filteredOn(Effect::locksOut)
                .extracting(Effect::then)
                .containsOnly(Decision.CANNOT_TELL);
    }

    @Test
    void only_what_may_keep_somebody_from_data_is_worth_asking_about_automation() {
        var tls = Statement.deny(SID)
                .principal("*")
                .actions("s3:*")
                .resources(BUCKET, BUCKET + "/*")
                .condition("Bool", "aws:SecureTransport", "false")
                .build();

        assertThat(Preflight.restrictsData(tls, BUCKET)).isFalse();
        assertThat(Preflight.restrictsData(networks(WARDEN), BUCKET)).isTrue();
        assertThat(Preflight.restrictsData(accounts(OWNER), BUCKET)).isTrue();
    }
}
