package io.bucketwarden.posture.preflight;

import static io.bucketwarden.posture.preflight.Perimeters.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.preflight.Effect.Outcome;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of those who must not be shut out, by a statement that would shut out nobody else. */
class LetInTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"s3:DeleteObjectVersion", "s3:DeleteBucket", "s3:PutLifecycleConfiguration", "s3:GetObject"})
    void the_owners_account_keeps_its_data_and_what_may_be_asked_a_second_factor_for(String action) {
        var deny = deny(action)
                .condition("ArnNotLike", "aws:PrincipalArn", WARDEN, BREAK_GLASS)
                .build();

        assertThat(lockedOut(onto(PolicyDocument.empty(), deny, PLAIN))).containsOnly("account " + OWNER);
    }

    @Test
    void break_glass_keeps_the_policy_document() {
        var deny = deny("s3:PutBucketPolicy")
                .condition("ArnEquals", "aws:PrincipalArn", BREAK_GLASS)
                .build();

        assertThat(lockedOut(onto(PolicyDocument.empty(), deny, PLAIN))).contains(BREAK_GLASS);
    }

    @Test
    void log_delivery_that_the_policy_document_allows_is_asked_for_by_its_own_kind() {
        var now = foreign(allowService("logging.s3.amazonaws.com"));

        var result = onto(
                now,
                deny("s3:PutObject")
                        .condition("Bool", "aws:PrincipalIsAWSService", "true")
                        .build(),
                PLAIN);

        assertThat(result.lockedOut()).extracting(Effect::why).contains("access log delivery");
    }

    @Test
    void inventories_are_asked_for_by_their_own_kind_where_the_bucket_has_one() {
        var now = foreign(allowService("s3.amazonaws.com"));
        var deny = deny("s3:PutObject")
                .condition("Bool", "aws:PrincipalIsAWSService", "true")
                .build();

        assertThat(onto(now, deny, dependents(true, new Automation(List.of(), true, false)))
                        .lockedOut())
                .extracting(Effect::why)
                .contains("inventory delivery");
        assertThat(onto(now, deny, PLAIN).lockedOut()).extracting(Effect::why).doesNotContain("inventory delivery");
    }

    @Test
    void inventories_that_nobody_lets_in_lose_nothing() {
        var deny = deny("s3:PutObject")
                .condition("Bool", "aws:PrincipalIsAWSService", "true")
                .build();

        assertThat(onto(PolicyDocument.empty(), deny, dependents(true, new Automation(List.of(), true, false)))
                        .cleared())
                .isPresent();
    }

    @Test
    void a_pattern_of_the_operator_is_nobody_who_could_be_asked_for() {
        var pattern = aws(OWNER, "role/warden-*");
        var who = new Dependents(
                BUCKET, "aws", OWNER, List.of(WARDEN, pattern), List.of(), Dependents.Server.AWS, Automation.NONE);

        assertThat(onto(PolicyDocument.empty(), networks(WARDEN, pattern), who).effects())
                .extracting(Effect::who)
                .contains(WARDEN)
                .doesNotContain(pattern);
    }

    @Test
    void one_whom_others_allow_is_kept_out_on_purpose_only_by_what_spares_the_owners_account() {
        var now = foreign(allow(aws(STRANGER, "role/partner")));

        assertThat(ofAllow(onto(now, networksOf("192.0.2.0/24"), PLAIN))).containsOnly(Outcome.Kept);
        var everybody = deny("s3:GetObject")
                .condition("ArnNotLike", "aws:PrincipalArn", WARDEN, BREAK_GLASS)
                .build();
        assertThat(ofAllow(onto(now, everybody, PLAIN))).containsOnly(Outcome.LockedOut);
    }

    @Test
    void one_of_the_owners_account_is_never_kept_out_on_purpose() {
        var ann = aws(OWNER, "user/ann");
        var deny = Statement.deny(SID)
                .principal("AWS", ann)
                .actions("s3:GetObjectVersion")
                .resources(BUCKET + "/*")
                .build();

        assertThat(lockedOut(onto(foreign(allowVersions(ann)), deny, PLAIN))).containsOnly(ann);
    }

    @Test
    void one_of_the_owners_account_may_have_passed_by_a_policy_of_their_own() {
        var ann = aws(OWNER, "user/ann");
        var now = foreign(Statement.allow("Theirs")
                .principal("AWS", ann)
                .actions("s3:GetObjectVersion")
                .resources(BUCKET + "/*")
                .condition("Bool", "aws:SecureTransport", "false")
                .build());
        var deny = Statement.deny(SID)
                .principal("AWS", ann)
                .actions("s3:GetObjectVersion")
                .resources(BUCKET + "/*")
                .build();

        assertThat(lockedOut(onto(now, deny, PLAIN))).containsOnly(ann);
    }

    @Test
    void a_stranger_that_replicates_into_the_bucket_is_kept_out_on_purpose_and_one_that_is_allowed_is_not() {
        var now = foreign(Statement.allow("Replication")
                .principal("AWS", aws(STRANGER, "role/replication"))
                .actions("s3:ReplicateObject")
                .resources(BUCKET + "/*")
                .build());
        var perimeter = deny("s3:Replicate*")
                .condition("ArnNotLikeIfExists", "aws:PrincipalArn", WARDEN, BREAK_GLASS)
                .condition("StringNotEqualsIfExists", "aws:PrincipalAccount", OWNER)
                .build();

        assertThat(ofAllow(onto(now, perimeter, PLAIN))).containsOnly(Outcome.Intended);
        var network = deny("s3:Replicate*")
                .condition("NotIpAddressIfExists", "aws:SourceIp", "203.0.113.0/24")
                .build();
        assertThat(ofAllow(onto(now, network, PLAIN)))
                .as("replication comes from addresses of S3")
                .containsOnly(Outcome.LockedOut);
    }

    @Test
    void what_our_own_statements_allow_is_no_claim_of_anybody() {
        var own = Statement.allow(SID)
                .principal("AWS", aws(STRANGER, "role/partner"))
                .actions("s3:GetObject")
                .resources(BUCKET + "/*")
                .build();

        assertThat(ofAllow(onto(foreign(own), networks(WARDEN, BREAK_GLASS), PLAIN)))
                .isEmpty();
    }

    @Test
    void a_deleted_principal_will_never_come_again() {
        var now = foreign(allow("AIDAEXAMPLEEXAMPLE123"));

        assertThat(ofAllow(onto(now, accounts(OWNER), PLAIN))).isEmpty();
    }

    @Test
    void each_kind_of_network_and_each_endpoint_that_is_let_in_is_asked_from() {
        assertThat(onto(PolicyDocument.empty(), networks(WARDEN, BREAK_GLASS), PLAIN)
                        .effects())
                .extracting(Effect::place)
                .anyMatch(place -> place.startsWith("from 203.0.113."))
                .anyMatch(place -> place.startsWith("from 2001:db8:"))
                .contains("through vpce-0a1b2c3d");
    }

    @Test
    void not_even_what_comes_back_may_keep_the_operator_or_the_owner_from_the_policy_document() {
        var of = deny("s3:PutBucketPolicy")
                .condition("ArnEquals", "aws:PrincipalArn", WARDEN)
                .build();
        var others = deny("s3:PutBucketPolicy")
                .condition("ArnNotLike", "aws:PrincipalArn", WARDEN, BREAK_GLASS)
                .build();

        assertThat(lockedOut(restoring(of))).contains(WARDEN);
        assertThat(lockedOut(restoring(others))).containsOnly("account " + OWNER);
    }

    @Test
    void an_owner_that_is_not_known_is_taken_for_nobody_who_is_let_in() {
        var unknown =
                new Dependents(BUCKET, "aws", null, List.of(WARDEN), List.of(), Dependents.Server.AWS, Automation.NONE);

        assertThat(lockedOut(onto(PolicyDocument.empty(), accounts(OWNER), unknown)))
                .contains("anybody");
    }

    private static Preflight.Result restoring(Statement ours) {
        var now = PolicyDocument.empty();
        return Preflight.of(now, put(now, ours), Set.of(SID), true, PLAIN);
    }

    private static Preflight.Result onto(PolicyDocument now, Statement ours, Dependents who) {
        return preflight(now, put(now, ours), who);
    }

    private static Statement networksOf(String cidr) {
        return deny("s3:GetObject")
                .condition("NotIpAddressIfExists", "aws:SourceIp", cidr)
                .build();
    }

    private static Statement allowVersions(String arn) {
        return Statement.allow("Theirs")
                .principal("AWS", arn)
                .actions("s3:GetObjectVersion")
                .resources(BUCKET + "/*")
                .build();
    }

    private static Statement allowService(String name) {
        return Statement.allow("Theirs")
                .principal("Service", name)
                .actions("s3:PutObject")
                .resources(BUCKET + "/*")
                .build();
    }

    private static Statement.Builder deny(String action) {
        return Statement.deny(SID).principal("*").actions(action).resources(BUCKET, BUCKET + "/*");
    }
}
