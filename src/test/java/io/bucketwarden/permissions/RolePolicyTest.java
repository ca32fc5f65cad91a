package io.bucketwarden.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bucketwarden.api.Mode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RolePolicyTest {

    private static final String ACME = "arn:aws:s3:::acme";

    @Test
    void what_a_pattern_allows_is_not_said_once_more() {
        var policy = policy(
                read("s3:GetBucketAcl", ACME + "-*"),
                read("s3:GetBucketAcl", ACME + "-logs"),
                new Permission(Purpose.LOG_TARGETS, "s3:GetBucketAcl", ACME + "-logs"),
                read("s3:GetBucketPolicy", ACME + "-logs"));

        assertThat(policy).hasToString("""
                [{"Sid":"BucketwardenRead","Effect":"Allow","Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::acme-*"},\
                {"Sid":"BucketwardenRead2","Effect":"Allow","Action":"s3:GetBucketPolicy","Resource":"arn:aws:s3:::acme-logs"}]""");
    }

    @Test
    void the_same_for_two_purposes_is_said_for_the_first() {
        var policy = policy(
                new Permission(Purpose.LIST_LOGS, "s3:ListBucket", ACME),
                new Permission(Purpose.LOG_TARGETS, "s3:ListBucket", ACME));

        assertThat(policy)
                .singleElement()
                .satisfies(
                        statement -> assertThat(statement.get("Sid").asText()).isEqualTo("BucketwardenLogTargets"));
    }

    /** Of the services that it may reach at all, S3 is where the buckets are. */
    @Test
    void audit_changes_nothing_in_s3() {
        var audit = new ArrayList<>(PolicyNeeds.ofAllFacets(Mode.Audit, "aws").permissions());
        audit.addAll(LogNeeds.of("arn:aws:s3:::logs", "arn:aws:s3:::logs/*"));
        audit.addAll(RealTimeNeeds.reading("arn:aws:sqs:eu-central-1:123456789012:events"));
        audit.addAll(RealTimeNeeds.doctor("arn:aws:sqs:eu-central-1:123456789012:events"));
        audit.addAll(GrantNeeds.assuming("arn:aws:iam::123456789012:role/one"));

        var actions = audit.stream().map(Permission::action).distinct().toList();
        assertThat(actions).hasSizeGreaterThan(20).contains("s3:GetObject", "sqs:DeleteMessage");
        assertThat(actions.stream()
                        .filter(action -> action.startsWith("s3"))
                        .filter(action ->
                                !IamActions.named(action).orElseThrow().isRead()))
                .isEmpty();
        // Beside them: a message that was read is deleted, and a role is assumed.
        assertThat(actions.stream()
                        .filter(action ->
                                !IamActions.named(action).orElseThrow().isRead()))
                .containsExactlyInAnyOrder("sqs:DeleteMessage", "sts:AssumeRole", "sts:TagSession");
    }

    @Test
    void a_question_mark_does_not_stand_for_a_star() {
        assertThat(policy(read("s3:GetBucketAcl", ACME + "?"), read("s3:GetBucketAcl", ACME + "*")))
                .singleElement()
                .satisfies(statement ->
                        assertThat(statement.get("Resource").asText()).isEqualTo(ACME + "*"));
        assertThat(policy(read("s3:GetBucketAcl", ACME + "-?"), read("s3:GetBucketAcl", ACME + "-x*")))
                .singleElement()
                .satisfies(statement -> assertThat(statement.get("Resource")).hasSize(2));
    }

    @Test
    void buckets_of_which_the_same_is_asked_share_a_statement() {
        var permissions = new ArrayList<Permission>();
        for (int i = 0; i < 3; i++) {
            permissions.add(read("s3:GetBucketAcl", ACME + i));
            permissions.add(read("s3:GetBucketPolicy", ACME + i));
        }

        assertThat(policy(permissions.toArray(Permission[]::new)))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.get("Action")).hasSize(2);
                    assertThat(statement.get("Resource")).hasSize(3);
                });
    }

    @Test
    void it_is_the_same_in_whatever_order_it_is_asked_for() {
        var permissions =
                new ArrayList<>(PolicyNeeds.ofAllFacets(Mode.Enforce, "aws").permissions());
        permissions.addAll(GrantNeeds.assuming("arn:aws:iam::123456789012:role/one"));
        permissions.addAll(GrantNeeds.assuming("arn:aws:iam::111122223333:role/two"));
        permissions.add(read("s3:GetBucketAcl", ACME));
        var first = RolePolicy.of(permissions).json();
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(permissions, new Random(seed));
            assertThat(RolePolicy.of(permissions).json()).isEqualTo(first);
        }
    }

    @Test
    void every_statement_has_a_name_of_its_own() {
        var permissions = new ArrayList<Permission>();
        for (int i = 0; i < 5; i++) {
            permissions.add(read("s3:GetBucketAcl", ACME + i));
            permissions.add(read(i % 2 == 0 ? "s3:GetBucketPolicy" : "s3:GetBucketTagging", ACME + i));
        }

        assertThat(policy(permissions.toArray(Permission[]::new)))
                .extracting(statement -> statement.get("Sid").asText())
                .doesNotHaveDuplicates()
                .allMatch(sid -> sid.matches("[A-Za-z0-9]+"));
    }

    @Test
    void white_space_does_not_count() {
        var policy = RolePolicy.of(List.of(read("s3:GetBucketAcl", ACME)));

        assertThat(policy.characters())
                .isEqualTo(policy.json().replaceAll("\\s", "").length());
        assertThat(RolePolicy.of(PolicyNeeds.ofAllFacets(Mode.Enforce, "aws-us-gov")
                                .permissions())
                        .characters())
                .isLessThan(RolePolicy.MOST_CHARACTERS / 3);
    }

    @Test
    void a_permission_on_a_condition_has_a_statement_of_its_own_and_says_nothing_of_one_without() {
        var key = "arn:aws:kms:eu-central-1:123456789012:key/1234-ab";
        var viaS3 = LogNeeds.decrypting(key, List.of("s3.eu-central-1.amazonaws.com"));

        assertThat(policy(viaS3)).hasToString("""
                [{"Sid":"BucketwardenDecrypt","Effect":"Allow","Action":"kms:Decrypt",\
                "Resource":"arn:aws:kms:eu-central-1:123456789012:key/1234-ab",\
                "Condition":{"StringEquals":{"kms:ViaService":"s3.eu-central-1.amazonaws.com"}}}]""");
        assertThat(policy(viaS3, LogNeeds.decrypting(key, List.of("sqs.eu-central-1.amazonaws.com"))))
                .extracting(statement -> statement.get("Sid").asText())
                .containsExactly("BucketwardenDecrypt", "BucketwardenDecrypt2");
        assertThat(policy(viaS3, new Permission(Purpose.DECRYPT, "kms:Decrypt", key)))
                .singleElement()
                .satisfies(statement -> assertThat(statement.has("Condition"))
                        .as("the wider one")
                        .isFalse());
    }

    private static JsonNode policy(Permission... permissions) {
        return RolePolicy.of(List.of(permissions)).document().get("Statement");
    }

    private static Permission read(String action, String resource) {
        return new Permission(Purpose.READ, action, resource);
    }
}
