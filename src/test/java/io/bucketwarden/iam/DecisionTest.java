package io.bucketwarden.iam;

import static io.bucketwarden.iam.Asked.ANN;
import static io.bucketwarden.iam.Asked.OBJECT;
import static io.bucketwarden.iam.Asked.policy;
import static io.bucketwarden.iam.Asked.statement;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.iam.PolicyEvaluation.Decision;
import io.bucketwarden.iam.PolicyEvaluation.Evaluation;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How the answers of statements become one, and the elements beside principal and condition.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Evaluation</a>
 */
class DecisionTest {

    private static final String NO = "'Action':'s3:PutObject'";
    private static final String UNSURE = "'Condition':{'Strange':{'x:Key':'a'}}";

    /** Statements as effect and whether they apply; in brackets those that decide. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                            | IMPLICIT_DENY | ''
            A-no                          | IMPLICIT_DENY | ''
            D-no                          | IMPLICIT_DENY | ''
            A-yes                         | ALLOW         | 0
            A-yes A-yes                   | ALLOW         | 0 1
            A-yes A-unsure D-no           | ALLOW         | 0
            D-yes                         | EXPLICIT_DENY | 0
            A-yes D-yes                   | EXPLICIT_DENY | 1
            D-yes A-yes D-unsure D-yes    | EXPLICIT_DENY | 0 3
            A-yes D-unsure                | CANNOT_TELL   | 1
            A-yes A-unsure D-unsure       | CANNOT_TELL   | 2
            A-unsure                      | CANNOT_TELL   | 0
            A-unsure D-no                 | CANNOT_TELL   | 0
            D-unsure                      | CANNOT_TELL   | 0
            D-unsure D-unsure A-unsure    | CANNOT_TELL   | 0 1 2
            """)
    void a_deny_goes_before_an_allow_and_doubt_before_an_allow(String statements, Decision decision, String deciding) {
        var written = Arrays.stream(statements.split(" "))
                .filter(text -> !text.isEmpty())
                .map(DecisionTest::written)
                .toArray(String[]::new);
        var document = policy(written);

        var evaluation = evaluate(document, OBJECT);

        assertThat(evaluation.decision()).isEqualTo(decision);
        assertThat(evaluation.statements().stream().map(document.statements()::indexOf))
                .containsExactlyElementsOf(Arrays.stream(deciding.split(" "))
                        .filter(text -> !text.isEmpty())
                        .map(Integer::valueOf)
                        .toList());
    }

    private static String written(String text) {
        var effect = text.startsWith("A") ? "Allow" : "Deny";
        return switch (text.substring(2)) {
            case "yes" -> statement(effect);
            case "no" -> statement(effect, NO);
            default -> statement(effect, UNSURE);
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'Action':'s3:GetObject'                    | yes
            'Action':'S3:getobject'                    | yes
            'Action':['s3:PutObject','s3:Get*']        | yes
            'Action':'s3:Get?bject'                    | yes
            'Action':'s3:Get'                          | no
            'Action':'s3:GetObject*'                   | yes
            'Action':'s3:GetObject?'                   | no
            'NotAction':'s3:GetObject'                 | no
            'NotAction':['s3:PutObject','s3:Get*']     | no
            'NotAction':['s3:PutObject','s3:List*']    | yes
            'Resource':'arn:aws:s3:::acme/invoices/7'  | yes
            'Resource':'arn:aws:s3:::acme/*'           | yes
            'Resource':'arn:aws:s3:::acme*'            | yes
            'Resource':'arn:aws:s3:::acme/*/?'         | yes
            'Resource':'arn:aws:s3:::acme'             | no
            'Resource':'arn:aws:s3:::acme/Invoices/7'  | no
            'Resource':'arn:aws-cn:s3:::acme/*'        | no
            'Resource':'arn:*:s3:::acme/*'             | yes
            'Resource':'arn:aws:s3:*:*:acme/*'         | yes
            'Resource':'arn:aws:*:acme/*'              | ?
            'Resource':'arn:aws:s3*'                   | ?
            'Resource':['arn:aws:s3*','*']             | yes
            'NotResource':'arn:aws:s3:::acme/*'        | no
            'NotResource':'arn:aws:s3:::other/*'       | yes
            'NotResource':'arn:aws:s3*'                | ?
            """)
    void actions_and_resources_match_by_pattern(String element, String expected) {
        assertThat(Asked.names(element, Principal.of(ANN))).isEqualTo(expected);
    }

    @Test
    void a_star_in_the_request_is_only_a_star() {
        var document = policy(statement("Deny", "'Resource':'arn:aws:s3:::acme/a'"));

        assertThat(evaluate(document, "arn:aws:s3:::acme/*").decision()).isEqualTo(Decision.IMPLICIT_DENY);
    }

    /** Only who has no permissions boundary can be spared for sure, and nobody by naming less than all of them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'AWS':'444455556666'}                         | arn:aws:iam::111122223333:user/ann | yes
            {'AWS':'arn:aws:iam::111122223333:user/bob'}   | arn:aws:iam::111122223333:user/ann | yes
            {'AWS':'arn:aws:iam::111122223333:user/ann'}   | arn:aws:iam::111122223333:user/ann | ?
            {'AWS':['111122223333','arn:aws:iam::111122223333:user/ann']} | arn:aws:iam::111122223333:user/ann | ?
            {'AWS':'111122223333'}                         | arn:aws:iam::111122223333:user/ann | ?
            {'AWS':'111122223333'}                         | arn:aws:iam::111122223333:root     | no
            {'Service':'logging.s3.amazonaws.com'}         | logging.s3.amazonaws.com           | no
            {'Service':'logging.s3.amazonaws.com'}         | ec2.amazonaws.com                  | yes
            {'AWS':'111122223333'}                         | ''                                 | yes
            '*'                                            | arn:aws:iam::111122223333:user/ann | no
            {'CanonicalUser':'abc'}                        | arn:aws:iam::111122223333:user/ann | ?
            """, quoteCharacter = '`')
    void not_principal_denies_whom_it_does_not_name(String principals, String who, String expected) {
        assertThat(Asked.names("'NotPrincipal':" + principals, Principal.of(who.equals("''") ? "" : who)))
                .isEqualTo(expected);
    }

    @Test
    void not_principal_is_not_supported_with_allow() {
        var document = policy(statement("Allow", "'NotPrincipal':{'AWS':'444455556666'}"));

        assertThat(evaluate(document, OBJECT).decision()).isEqualTo(Decision.CANNOT_TELL);
    }

    @Test
    void the_deciding_statement_is_the_one_of_the_document() {
        var document = policy(statement("Allow"), statement("Deny", "'Sid':'Stop'"));

        var evaluation = evaluate(document, OBJECT);

        assertThat(evaluation.statements())
                .singleElement()
                .isSameAs(document.bySid("Stop").orElseThrow());
        assertThat(evaluation.statements().getFirst().sid()).isEqualTo(Optional.of("Stop"));
    }

    private static Evaluation evaluate(PolicyDocument document, String resource) {
        return PolicyEvaluation.evaluate(
                document, new Request(Principal.of(ANN), "s3:GetObject", resource, RequestContext.exactly(Map.of())));
    }
}
