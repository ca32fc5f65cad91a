package io.bucketwarden.iam;

import static io.bucketwarden.iam.Asked.APP;
import static io.bucketwarden.iam.Asked.statement;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.iam.PolicyEvaluation.Decision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What variables stand for.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Policy variables</a>
 */
class VariablesTest {

    private static final String CURRENT = "2012-10-17";
    private static final Principal USER = Principal.of("arn:aws:iam::111122223333:user/invoices");
    private static final Principal ROLE = Principal.of(APP);

    /** The object is acme/invoices/7, the user is invoices, a role has no user name, its tags are unknown. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ${aws:username}/*                  | yes | no
            ${AWS:UserName}/*                  | yes | no
            ${aws:username, `invoices`}/*      | yes | yes
            ${aws:username,`other`}/*          | yes | no
            ${aws:username, invoices}/*        | yes | ?
            ${aws:username}/${aws:userid}      | ?   | no
            ${aws:PrincipalTag/team}/*         | ?   | ?
            ${aws:PrincipalTag/team, `invoices`}/* | ? | ?
            ${aws:PrincipalAccount}/*          | no  | no
            invoices/${x:Number}               | yes | yes
            invoices/${x:Several}              | ?   | ?
            invoices/${x:Wild}                 | ?   | ?
            invoices/${x:Nothing}              | no  | no
            invoices/${nothing}                | ?   | ?
            invoices/${x:Number                | ?   | ?
            invoices/${*}                      | no  | no
            invoices/${$}{x:Number}            | no  | no
            """)
    void stand_for_values_of_the_request(String rest, String user, String role) {
        var document =
                Asked.policy(statement("Deny", "'Resource':'arn:aws:s3:::acme/" + rest.replace("`", "\\u0027") + "'"));
        var context = RequestContext.exactly(
                Map.of("x:number", List.of("7"), "x:several", List.of("7", "8"), "x:wild", List.of("*")));

        assertThat(Asked.told(Asked.decision(document, USER, context), Decision.EXPLICIT_DENY))
                .isEqualTo(user);
        assertThat(Asked.told(Asked.decision(document, ROLE, context), Decision.EXPLICIT_DENY))
                .isEqualTo(role);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            StringLike   | a${*}c            | a*c | yes
            StringLike   | a${*}c            | abc | no
            StringLike   | a${*}*            | a*c | yes
            StringLike   | a${?}c            | a?c | yes
            StringLike   | a${?}c            | abc | no
            StringEquals | a${*}c            | a*c | yes
            StringEquals | ${$}{aws:userid}  | ${aws:userid} | yes
            StringEquals | x-${aws:username} | x-ann | yes
            StringEqualsIgnoreCase | X-${aws:username} | x-ANN | yes
            StringNotEquals | ${aws:username} | bob | yes
            StringNotEquals | ${aws:username} | ann | no
            ArnLike      | arn:aws:s3:::${aws:username}-* | arn:aws:s3:::ann-logs | yes
            ArnLike      | arn:aws:s3:::${aws:username}-* | arn:aws:s3:::bob-logs | no
            ArnNotLike   | arn:aws:s3:::${aws:userid}     | arn:aws:s3:::acme     | ?
            StringEquals | ${aws:userid}     | AIDAEXAMPLE | ?
            StringEquals | ${aws:userid};b   | b           | ?
            StringEquals | ${aws:username};b | b           | yes
            StringEquals | ${aws:PrincipalServiceName}   | b | no
            StringEquals | ${aws:PrincipalServiceName};b | b | ?
            StringNotEquals | ${aws:PrincipalServiceName} | b | ?
            NumericEquals | ${aws:PrincipalAccount}       | 111122223333 | ?
            Bool          | ${aws:PrincipalIsAWSService}  | false        | ?
            IpAddress     | ${aws:SourceIp}               | 10.1.2.3     | ?
            DateEquals    | ${aws:CurrentTime}            | 2026-01-01   | ?
            """)
    void stand_in_texts_patterns_and_arns_of_conditions_only(
            String operator, String values, String actual, String expected) {
        assertThat(Asked.holds(operator, values, actual)).isEqualTo(expected);
    }

    @Test
    void are_plain_text_in_older_versions() {
        var allow = statement("Allow", "'Resource':'arn:aws:s3:::acme/${aws:username}/7'");
        var literal = new Request(
                USER, "s3:GetObject", "arn:aws:s3:::acme/${aws:username}/7", RequestContext.exactly(Map.of()));

        assertThat(Asked.decision(Asked.policyOf(CURRENT, allow), USER)).isEqualTo(Decision.ALLOW);
        assertThat(Asked.decision(Asked.policyOf("2008-10-17", allow), USER)).isEqualTo(Decision.IMPLICIT_DENY);
        assertThat(PolicyEvaluation.evaluate(Asked.policyOf("2008-10-17", allow), literal)
                        .decision())
                .isEqualTo(Decision.ALLOW);
    }

    @Test
    void have_no_place_in_actions() {
        var document = Asked.policy(statement("Allow", "'Action':'s3:${x:Verb}Object'"));

        assertThat(Asked.decision(document, USER, RequestContext.exactly(Map.of("x:Verb", List.of("Get")))))
                .isEqualTo(Decision.IMPLICIT_DENY);
    }

    /** AWS says of a variable without value that it may make the statement invalid. */
    @Test
    void without_value_leave_open_what_else_matches() {
        var beside = statement("Deny", "'Resource':['arn:aws:s3:::acme/*','arn:aws:s3:::acme/${aws:username}']");
        var outside = statement("Deny", "'NotResource':'arn:aws:s3:::acme/${aws:username}'");

        assertThat(Asked.decision(Asked.policy(beside), ROLE)).isEqualTo(Decision.CANNOT_TELL);
        assertThat(Asked.decision(Asked.policy(outside), ROLE)).isEqualTo(Decision.CANNOT_TELL);
        assertThat(Asked.decision(Asked.policy(beside), USER)).isEqualTo(Decision.EXPLICIT_DENY);
        assertThat(Asked.decision(Asked.policy(outside), USER)).isEqualTo(Decision.EXPLICIT_DENY);
    }

    @Test
    void without_known_value_are_uncertain() {
        var document = Asked.policy(statement("Allow", "'Resource':'arn:aws:s3:::acme/${x:Folder}/*'"));

        assertThat(Asked.decision(document, USER, RequestContext.knowing(Map.of(), Set.of())))
                .isEqualTo(Decision.CANNOT_TELL);
        assertThat(Asked.decision(document, USER, RequestContext.knowing(Map.of(), Set.of("x:folder"))))
                .isEqualTo(Decision.IMPLICIT_DENY);
    }

    @Test
    void take_no_character_of_the_document_for_an_escaped_one() {
        var document = Asked.policy(
                statement("Allow", "'Condition':{'StringEquals':{'x:Key':'\uE000${aws:username, \\u0027a\\u0027}'}}"));

        assertThat(Asked.decision(document, USER, RequestContext.exactly(Map.of("x:key", List.of("*invoices")))))
                .isEqualTo(Decision.CANNOT_TELL);
    }
}
