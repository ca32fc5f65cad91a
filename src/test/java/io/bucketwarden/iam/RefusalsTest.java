package io.bucketwarden.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store would refuse is told before it is sent, and nothing that it would take. */
class RefusalsTest {

    private static final Refusals.Bucket AWS = new Refusals.Bucket("aws", "arn:aws:s3:::acme", true);
    private static final Refusals.Bucket ELSEWHERE = new Refusals.Bucket("aws", "arn:aws:s3:::acme", false);
    private static final Statement OURS = Statement.deny("Ours")
            .principal("*")
            .actions("s3:*")
            .resources("arn:aws:s3:::acme", "arn:aws:s3:::acme/*")
            .condition("Bool", "aws:SecureTransport", "false")
            .build();

    @Test
    void a_statement_as_ours_are_is_accepted() {
        assertThat(putting(OURS, AWS)).isEmpty();
        assertThat(putting(OURS, ELSEWHERE)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "123456789012",
                "arn:aws:iam::123456789012:root",
                "arn:aws:iam::123456789012:user/a/b",
                "arn:aws:iam::123456789012:role/app",
                "arn:aws:sts::123456789012:assumed-role/app/pod",
                "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE",
                "*"
            })
    void principals_that_aws_takes_are_accepted(String principal) {
        assertThat(putting(allowing("AWS", principal), AWS)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            AWS   | arn:aws-cn:iam::123456789012:root      | of the partition aws-cn, but the bucket is in aws: name principals of that partition.
            AWS   | arn:aws-us-gov:iam::123456789012:role/a| of the partition aws-us-gov, but the bucket is in aws: name principals of that partition.
            AWS   | AIDAEXAMPLEEXAMPLE123                  | a principal that was deleted: name a living one.
            AWS   | AROAEXAMPLEEXAMPLE123                  | a principal that was deleted: name a living one.
            AWS   | arn:aws:iam::123456789012:role/*       | with a wildcard, and AWS takes none inside of a principal
            AWS   | arn:aws:iam::*:root                    | with a wildcard, and AWS takes none inside of a principal
            AWS   | 12345678901                            | an account id that does not have 12 digits: check it.
            AWS   | 1234567890123                          | an account id that does not have 12 digits: check it.
            AWS   | arn:aws:iam::1234:root                 | with an account id that does not have 12 digits: check it.
            AWS   | arn:aws:s3:::acme                      | an ARN of s3, which is no principal
            AWS   | ann                                    | neither an account id nor an ARN
            """)
    void principals_of_ours_that_aws_refuses_are_told(String kind, String principal, String why) {
        assertThat(putting(allowing(kind, principal), AWS))
                .singleElement()
                .asString()
                .startsWith("Statement Ours names the principal " + principal + ", " + why);
        assertThat(putting(allowing(kind, principal), ELSEWHERE)).isEmpty();
    }

    @Test
    void a_kind_of_principals_that_aws_does_not_know_is_told() {
        assertThat(putting(allowing("Group", "admins"), AWS))
                .containsExactly("Statement Ours names principals of the kind Group, which AWS does not know: use AWS,"
                        + " Service, Federated or CanonicalUser.");
        assertThat(putting(allowing("Service", "logging.s3.amazonaws.com"), AWS))
                .isEmpty();
    }

    @Test
    void a_name_alone_may_only_be_everybody() {
        var alone = Statement.deny("Ours")
                .principal("123456789012")
                .actions("s3:*")
                .resources("arn:aws:s3:::acme")
                .build();

        assertThat(putting(alone, AWS))
                .singleElement()
                .asString()
                .contains("123456789012, outside of a kind such as AWS; only * may stand so");
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource(delimiter = '|', textBlock = """
            sqs:SendMessage | arn:aws:s3:::acme      | Statement Ours has the action sqs:sendmessage, which S3 does not take in the policy of this bucket: name actions of s3 only.
            s3:*            | arn:aws:s3:::other     | Statement Ours has the resource arn:aws:s3:::other, which S3 does not take in the policy of this bucket: name arn:aws:s3:::acme or what is below it.
            s3:*            | arn:aws:s3:::acme-2/*  | Statement Ours has the resource arn:aws:s3:::acme-2/*, which S3 does not take in the policy of this bucket: name arn:aws:s3:::acme or what is below it.
            s3:*            | arn:aws-cn:s3:::acme   | Statement Ours has the resource arn:aws-cn:s3:::acme, which S3 does not take in the policy of this bucket: name arn:aws:s3:::acme or what is below it.
            """)
    void actions_and_resources_of_elsewhere_are_told(String action, String resource, String why) {
        var statement = Statement.deny("Ours")
                .principal("*")
                .actions(action)
                .resources(resource)
                .build();

        assertThat(putting(statement, AWS)).containsExactly(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:s3:::acme/a/*", "arn:aws:s3:::acme*", "arn:aws:s3:::acme/${aws:username}/*", "*"})
    void resources_that_may_be_of_the_bucket_are_accepted(String resource) {
        var statement = Statement.deny("Ours")
                .principal("*")
                .actions("s3:*")
                .resources(resource)
                .build();

        assertThat(putting(statement, AWS)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Strange, strange",
        "StringMatches, stringmatches",
        "StringEqualsIfExistsIfExists, stringequalsifexists with IfExists",
        "NullIfExists, null with IfExists"
    })
    void condition_operators_that_aws_does_not_know_are_told(String operator, String spelled) {
        var statement = Statement.deny("Ours")
                .principal("*")
                .actions("s3:*")
                .resources("arn:aws:s3:::acme")
                .condition(operator, "aws:SourceVpc", "true")
                .build();

        assertThat(putting(statement, AWS))
                .containsExactly("Statement Ours has the condition operator " + spelled
                        + ", which AWS does not know: use one of its condition operators.");
    }

    @Test
    void a_sid_of_ours_has_letters_and_digits_only() {
        assertThat(putting(named("Our-s"), AWS))
                .containsExactly(
                        "Statement Our-s has a Sid with other characters than A-Z, a-z and 0-9: use these only.");
        assertThat(putting(named("Öurs"), AWS)).hasSize(1);
        assertThat(putting(named("Our-s"), ELSEWHERE)).isEmpty();
    }

    @Test
    void half_a_character_is_told_whatever_the_store() {
        var statement = Statement.deny("Ours")
                .principal("*")
                .actions("s3:*")
                .resources("arn:aws:s3:::acme/\ud83d")
                .build();

        assertThat(putting(statement, ELSEWHERE))
                .singleElement()
                .asString()
                .contains("Statement Ours holds half of a character");
    }

    @Test
    void a_document_that_gets_too_long_says_by_how_much() {
        var room = PolicyDocument.MAX_BYTES
                - PolicyDocument.empty().with(List.of(longer("")), Set.of()).sizeInBytes();

        assertThat(putting(longer("x".repeat(room)), AWS)).isEmpty();
        assertThat(putting(longer("x".repeat(room + 1)), ELSEWHERE))
                .containsExactly(
                        "The policy document would have 20481 bytes, 1 more than the 20480 that S3 stores. Shorten"
                                + " the lists of this policy, or statements of others.");
        assertThat(putting(longer("é" + "x".repeat(room - 1)), AWS))
                .as("bytes of UTF-8, not characters")
                .singleElement()
                .asString()
                .contains("20481 bytes, 1 more");
    }

    @Test
    void a_document_that_is_too_long_already_may_get_shorter() {
        var stored = PolicyDocument.empty().with(List.of(longer("x".repeat(30_000)), named("Old")), Set.of());

        assertThat(Refusals.of(stored, stored.with(List.of(), Set.of("Old")), AWS))
                .isEmpty();
    }

    @Test
    void what_others_stored_was_accepted_once_and_blocks_nothing() {
        var stored = PolicyDocument.parse("""
                {"Version":"2012-10-17","Statement":[{"Sid":"not-ours","Effect":"Allow","Action":"sqs:*",
                "Principal":{"Group":"x","AWS":["arn:aws-cn:iam::123456789012:role/*","7"]},
                "Resource":"arn:aws:s3:::other","Condition":{"Strange":{"k":"v"}}}]}""");

        assertThat(Refusals.of(stored, stored.with(List.of(OURS), Set.of()), AWS))
                .isEmpty();
    }

    @Test
    void a_deleted_principal_of_others_blocks_every_write_of_the_document_on_aws() {
        var stored = PolicyDocument.parse("""
                {"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"s3:*","Resource":"arn:aws:s3:::acme"},
                {"Effect":"Deny","NotPrincipal":{"AWS":["123456789012","AROAEXAMPLEEXAMPLE123"]},"Action":"s3:*",
                "Resource":"arn:aws:s3:::acme"},
                {"Sid":"Theirs","Effect":"Allow","Principal":{"AWS":"AIDAEXAMPLEEXAMPLE123"},"Action":"s3:*",
                "Resource":"arn:aws:s3:::acme"}]}""");
        var next = stored.with(List.of(OURS), Set.of());

        assertThat(Refusals.of(stored, next, AWS))
                .containsExactly(
                        "Statement number 2 names AROAEXAMPLEEXAMPLE123, which stands for a principal that was deleted; AWS"
                                + " refuses a document that names it. Remove the statement or name a living principal; until"
                                + " then nothing is written.",
                        "Statement Theirs names AIDAEXAMPLEEXAMPLE123, which stands for a principal that was deleted; AWS"
                                + " refuses a document that names it. Remove the statement or name a living principal; until"
                                + " then nothing is written.");
        assertThat(Refusals.of(stored, next, ELSEWHERE)).isEmpty();
    }

    @Test
    void many_reasons_are_told_as_three_and_a_number() {
        var next = PolicyDocument.empty()
                .with(List.of(named("a-1"), named("a-2"), named("a-3"), named("a-4"), named("a-5")), Set.of());

        assertThat(Refusals.told(PolicyDocument.empty(), next, AWS).orElseThrow())
                .contains("a-1", "a-3")
                .doesNotContain("a-4")
                .endsWith(" And 2 more of the like.");
        assertThat(Refusals.told(PolicyDocument.empty(), next, ELSEWHERE)).isEmpty();
    }

    @Test
    void a_version_that_aws_does_not_know_is_told_on_aws() {
        var stored = PolicyDocument.parse("{\"Version\":\"2020-01-01\",\"Statement\":[]}");
        var next = stored.with(List.of(OURS), Set.of());

        assertThat(Refusals.of(stored, next, AWS))
                .containsExactly("The policy document has the Version 2020-01-01, which AWS does not know: set it to"
                        + " 2012-10-17 or 2008-10-17.");
        assertThat(Refusals.of(stored, next, ELSEWHERE)).isEmpty();
    }

    @Test
    void a_document_without_statements_is_never_sent_and_so_never_refused() {
        var stored = PolicyDocument.parse("{\"Version\":\"2020-01-01\",\"Statement\":[" + OURS + "]}");

        assertThat(Refusals.of(stored, stored.with(List.of(), Set.of("Ours")), AWS))
                .isEmpty();
    }

    private static List<String> putting(Statement statement, Refusals.Bucket bucket) {
        var stored = PolicyDocument.empty();
        return Refusals.of(stored, stored.with(List.of(statement), Set.of()), bucket);
    }

    private static Statement allowing(String kind, String principal) {
        return Statement.allow("Ours")
                .principal(kind, principal)
                .actions("s3:GetObject")
                .resources("arn:aws:s3:::acme/*")
                .build();
    }

    private static Statement named(String sid) {
        return Statement.deny(sid)
                .principal("*")
                .actions("s3:*")
                .resources("arn:aws:s3:::acme")
                .build();
    }

    private static Statement longer(String more) {
        return Statement.deny("Long")
                .principal("*")
                .actions("s3:*")
                .resources("arn:aws:s3:::acme/" + more)
                .build();
    }
}
