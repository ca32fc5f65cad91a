package io.bucketwarden.posture.preflight;

import static io.bucketwarden.posture.preflight.Perimeters.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.preflight.Effect.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhoGoesOnTest {

    @Test
    void log_delivery_that_is_allowed_today_stays_allowed() {
        var logs = foreign(Statement.allow("Logs")
                .principal("Service", "logging.s3.amazonaws.com")
                .actions("s3:PutObject")
                .resources(BUCKET + "/*")
                .build());
        var forgetful = Statement.deny(SID)
                .principal("*")
                .actions(DATA)
                .resources(BUCKET, BUCKET + "/*")
                .condition("StringNotEqualsIfExists", "aws:PrincipalAccount", OWNER)
                .condition("ArnNotLikeIfExists", "aws:PrincipalArn", WARDEN, BREAK_GLASS)
                .build();

        assertThat(lockedOut(preflight(logs, put(logs, forgetful), PLAIN))).containsOnly("logging.s3.amazonaws.com");
        assertThat(preflight(logs, put(logs, accounts(OWNER)), PLAIN).cleared()).isPresent();
        assertThat(preflight(PolicyDocument.empty(), put(PolicyDocument.empty(), forgetful), PLAIN)
                        .cleared())
                .as("nobody delivers logs here")
                .isPresent();
    }

    @Test
    void log_delivery_by_the_acl_cannot_be_told_apart_from_a_stranger() {
        var byAcl = dependents(true, new Automation(List.of(), false, true));

        var result = preflight(PolicyDocument.empty(), put(PolicyDocument.empty(), accounts(OWNER)), byAcl);

        assertThat(lockedOut(result)).containsOnly("the log delivery group");
        assertThat(result.refusal()).contains("take the grant out of the ACL");
    }

    @Test
    void replication_reads_from_addresses_of_its_own() {
        var replicated = dependents(true, new Automation(List.of(REPLICATION), false, false));
        var now = PolicyDocument.empty();

        var refused = preflight(now, put(now, networks(WARDEN, BREAK_GLASS)), replicated);
        assertThat(lockedOut(refused)).containsOnly(REPLICATION);
        assertThat(refused.refusal()).contains("Spare it in the facet");
        assertThat(preflight(now, put(now, networks(WARDEN, BREAK_GLASS, REPLICATION)), replicated)
                        .cleared())
                .isPresent();
        assertThat(preflight(now, put(now, accounts(OWNER)), replicated).cleared())
                .isPresent();
    }

    @Test
    void inventories_of_the_bucket_go_on_to_arrive() {
        var inventory = dependents(true, new Automation(List.of(), true, false));
        var now = foreign(Statement.allow("Inventory")
                .principal("Service", "s3.amazonaws.com")
                .actions("s3:PutObject")
                .resources(BUCKET + "/*")
                .build());
        var everybody = Statement.deny(SID)
                .principal("*")
                .actions("s3:PutObject")
                .resources(BUCKET + "/*")
                .condition(
                        "ArnNotLikeIfExists", "aws:PrincipalArn", WARDEN, BREAK_GLASS, "arn:aws:iam::" + OWNER + ":*")
                .condition("StringNotEqualsIfExists", "aws:PrincipalAccount", OWNER)
                .build();

        assertThat(lockedOut(preflight(now, put(now, everybody), inventory))).containsOnly("s3.amazonaws.com");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a stranger is kept out on purpose                | AWS           | arn:aws:iam::222222222222:role/partner | Intended
            so is a strange account                          | AWS           | 222222222222                           | Intended
            one that is allowed stays                        | AWS           | 333333333333                           | Kept
            the owner's own stay                             | AWS           | arn:aws:iam::123456789012:user/ann     | Kept
            a service that acts by itself stays              | Service       | cloudtrail.amazonaws.com               | Kept
            load balancers deliver by an account of AWS      | AWS           | 054676820928                           | LockedOut
            CloudFront reads by an identity of its own       | AWS           | arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1 | LockedOut
            whose a canonical id is cannot be told           | CanonicalUser | 79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be | LockedOut
            """)
    void a_perimeter_of_accounts_keeps_out_whom_it_is_for(String why, String kind, String name, Outcome outcome) {
        var now = foreign(Statement.allow("Theirs")
                .principal(kind, name)
                .actions("s3:GetObject", "s3:PutObject")
                .resources(BUCKET + "/*")
                .build());

        var result = preflight(now, put(now, accounts(OWNER, "333333333333")), PLAIN);

        assertThat(ofAllow(result)).as(why).containsOnly(outcome);
        assertThat(result.cleared().isEmpty()).isEqualTo(outcome == Outcome.LockedOut);
    }

    @Test
    void whoever_was_never_let_in_loses_nothing() {
        var elsewhere = foreign(Statement.allow("Theirs")
                .principal("AWS", aws(STRANGER, "role/partner"))
                .actions("s3:GetObject")
                .resources(BUCKET + "/*")
                .condition("IpAddress", "aws:SourceIp", "198.51.100.0/24")
                .build());

        var result = preflight(elsewhere, put(elsewhere, networks(WARDEN, BREAK_GLASS)), PLAIN);

        assertThat(result.cleared()).isPresent();
        assertThat(ofAllow(result)).containsOnly(Outcome.Kept);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            logs of load balancers, below a prefix | AWS | 054676820928 | s3:PutObject | arn:aws:s3:::acme/AWSLogs/123456789012/*
            CloudFront, below a prefix             | AWS | arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1 | s3:GetObject | arn:aws:s3:::acme/static/*
            of a bucket named by a pattern         | AWS | arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1 | s3:GetObject | arn:aws:s3:::*
            one object                             | AWS | arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1 | s3:GetObject | arn:aws:s3:::acme/index.html
            of the caller's own name               | CanonicalUser | 79a59df900b949e5 | s3:PutObject | arn:aws:s3:::acme/${aws:username}/*
            only tags                              | CanonicalUser | 79a59df900b949e5 | s3:GetObjectTagging | arn:aws:s3:::acme/*
            only parts of uploads                  | CanonicalUser | 79a59df900b949e5 | s3:AbortMultipartUpload | arn:aws:s3:::acme/*
            only the list of uploads               | CanonicalUser | 79a59df900b949e5 | s3:ListBucketMultipartUploads | arn:aws:s3:::acme
            """)
    void whatever_is_allowed_of_the_bucket_is_asked_for(
            String why, String kind, String name, String action, String resource) {
        var now = foreign(Statement.allow("Theirs")
                .principal(kind, name)
                .actions(action)
                .resources(resource)
                .build());

        var result = preflight(now, put(now, accounts(OWNER)), PLAIN);

        assertThat(result.cleared()).as(why).isEmpty();
        assertThat(result.lockedOut()).extracting(Effect::action).containsOnly(action);
    }

    @Test
    void somebody_is_named_by_a_condition_as_well() {
        var now = foreign(Statement.allow("Theirs")
                .principal("*")
                .actions("s3:GetObject")
                .resources(BUCKET + "/*")
                .condition("StringEquals", "aws:PrincipalAccount", "054676820928")
                .build());

        var result = preflight(now, put(now, accounts(OWNER)), PLAIN);

        assertThat(lockedOut(result)).containsOnly("account 054676820928");
    }

    @Test
    void whom_others_deny_some_objects_only_works_with_the_rest() {
        var replicated = dependents(true, new Automation(List.of(REPLICATION), false, false));
        var now = PolicyDocument.parse("""
                {"Version":"2012-10-17","Statement":[{"Sid":"Theirs","Effect":"Deny","Principal":"*",
                "Action":"s3:*","Resource":"arn:aws:s3:::acme/p*"}]}""");

        assertThat(lockedOut(preflight(now, put(now, networks(WARDEN, BREAK_GLASS)), replicated)))
                .containsOnly(REPLICATION);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8", "192.168.7.0/24", "100.64.0.0/10", "fd00::/8"})
    void nobody_comes_to_aws_from_a_private_network(String network) {
        var next = put(
                PolicyDocument.empty(),
                networks(List.of(network), WARDEN, BREAK_GLASS).build());

        var result = preflight(PolicyDocument.empty(), next, PLAIN);

        assertThat(lockedOut(result)).containsOnly("account " + OWNER);
        assertThat(result.refusal()).contains("S3 sees public addresses only");
        var elsewhere = new Dependents(
                BUCKET,
                "aws",
                OWNER,
                List.of(WARDEN),
                List.of(),
                new Dependents.Server(true, true, false),
                Automation.NONE);
        assertThat(preflight(PolicyDocument.empty(), next, elsewhere).cleared())
                .as("to another server they may")
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"1.2, false", "1.3, true"})
    void services_may_speak_the_oldest_tls_that_aws_knows(String minimum, boolean lockedOut) {
        var now = foreign(Statement.allow("Logs")
                .principal("Service", "logging.s3.amazonaws.com")
                .actions("s3:PutObject")
                .resources(BUCKET + "/logs/*")
                .build());
        var tls = Statement.deny(SID)
                .principal("*")
                .actions(DATA)
                .resources(BUCKET, BUCKET + "/*")
                .condition("NumericLessThan", "s3:TlsVersion", minimum)
                .build();

        assertThat(preflight(now, put(now, tls), PLAIN).cleared().isEmpty()).isEqualTo(lockedOut);
    }
}
