package io.bucketwarden.iam;

import static io.bucketwarden.iam.Asked.statement;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.iam.PolicyEvaluation.Decision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not modelled or not known is never taken for an allow, nor for a statement that does not apply. */
class CannotTellTest {

    private static final Principal APP = Principal.session("arn:aws:iam::111122223333:role/app", "pod");
    private static final RequestContext CONTEXT =
            RequestContext.knowing(Map.of("x:Known", List.of("a")), Set.of("x:Absent"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Condition':{'Strange':{'x:Known':'a'}}",
                "'Condition':{'StrangeIfExists':{'x:Absent':'a'}}",
                "'Condition':{'Strange':{'x:Absent':'a'}}",
                "'Condition':{'ForAnyValue:Strange':{'x:Absent':'a'}}",
                "'Condition':{'ForAllValues:Strange':{'x:Absent':'a'}}",
                "'Condition':{'NotStrange':{'x:Absent':'a'}}",
                "'Condition':{'ForSomeValues:StringEquals':{'x:Known':'a'}}",
                "'Condition':{'StringEquals':{'x:Unknown':'a'}}",
                "'Condition':{'StringNotEqualsIfExists':{'x:Unknown':'a'}}",
                "'Condition':{'Null':{'x:Unknown':'true'}}",
                "'Condition':{'StringEquals':{'aws:userid':'AROAEXAMPLE:pod'}}",
                "'Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-acme'}}",
                "'Condition':{'StringNotEqualsIfExists':{'aws:PrincipalTag/team':'red'}}",
                "'Future':'element'",
                "'Principal':{'CanonicalUser':'abc'}",
                "'Principal':{'Federated':'accounts.google.com'}",
                "'Principal':{'AWS':'arn:aws:iam::111122223333:role/*'}",
                "'NotPrincipal':{'AWS':['111122223333','arn:aws:iam::111122223333:role/app']}",
                "'Resource':'arn:aws:s3:::acme/${x:Unknown}/*'"
            })
    void what_is_not_known_stays_open(String element) {
        var allow = Asked.policy(statement("Allow", element));
        var deny = Asked.policy(statement("Allow"), statement("Deny", element));

        assertThat(Asked.decision(allow, APP, CONTEXT)).isEqualTo(Decision.CANNOT_TELL);
        assertThat(Asked.decision(deny, APP, CONTEXT)).isEqualTo(Decision.CANNOT_TELL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Action':'s3:PutObject'",
                "'Resource':'arn:aws:s3:::other/*'",
                "'Principal':{'AWS':'444455556666'}"
            })
    void what_does_not_match_otherwise_does_not_apply(String element) {
        var document = Asked.policy(statement("Deny", element, "'Condition':{'Strange':{'x:Known':'a'}}"));

        assertThat(Asked.decision(document, APP, CONTEXT)).isEqualTo(Decision.IMPLICIT_DENY);
    }
}
