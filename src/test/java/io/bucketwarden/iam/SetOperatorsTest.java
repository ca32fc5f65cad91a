package io.bucketwarden.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What becomes of a key that has several values, or none.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition_examples-multi-valued-context-keys.html">
 *     Examples of keys with several values, from which the tags are</a>
 */
class SetOperatorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ForAllValues:StringLike             | key1*;key2* | key1:a;key2:b        | yes
            ForAllValues:StringLike             | key1*;key2* | key1:a;key3:b        | no
            ForAllValues:StringLike             | key1*       | -                    | yes
            ForAllValues:StringLike             | key1*       | ?                    | ?
            ForAllValues:StringNotLike          | key1*       | key1:legal           | no
            ForAllValues:StringNotLike          | key1*       | key1:hr;key1:staff   | no
            ForAllValues:StringNotLike          | key1*       | key2:audit           | yes
            ForAllValues:StringNotLike          | key1*       | key2:audit;key1:hr   | no
            ForAllValues:StringNotLike          | key1*       | -                    | yes
            ForAllValues:StringNotLike          | key1*;key2* | key3:a;key4:b        | yes
            ForAllValues:StringEqualsIfExists   | a           | -                    | yes
            ForAllValues:StringEquals           | a           | ''                   | ?
            ForAllValues:StringNotEquals        | a           | ''                   | yes
            ForAnyValue:StringEquals            | a;b         | b;c                  | yes
            ForAnyValue:StringEquals            | a;b         | c;d                  | no
            ForAnyValue:StringEquals            | a           | -                    | no
            ForAnyValue:StringEquals            | a           | ?                    | ?
            ForAnyValue:StringNotEquals         | a;b         | a;c                  | yes
            ForAnyValue:StringNotEquals         | a;b         | a;b                  | no
            ForAnyValue:StringNotEquals         | a           | -                    | no
            ForAnyValue:StringNotEquals         | a           | ''                   | ?
            ForAnyValue:StringEquals            | a           | ''                   | no
            ForAnyValue:StringEqualsIfExists    | a           | -                    | ?
            ForAnyValue:NumericLessThan         | 10          | 11;9                 | yes
            ForAllValues:NumericLessThan        | 10          | 11;9                 | no
            ForAllValues:NumericLessThan        | 10          | ten;11               | no
            ForAllValues:NumericLessThan        | 10          | ten;9                | ?
            foranyvalue:ArnLike                 | arn:aws:s3:::a* | arn:aws:s3:::b;arn:aws:s3:::ac | yes
            ForAllValues:Null                   | true        | -                    | ?
            """)
    void a_set_operator_asks_each_value(String operator, String values, String actual, String expected) {
        assertThat(Asked.holds(operator, values, actual == null ? "" : actual)).isEqualTo(expected);
    }

    /** Not documented, so only certain when it makes no difference whether one value has to pass or all. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            StringEquals    | a;b | a;b | yes
            StringEquals    | a;b | a;c | ?
            StringEquals    | a;b | c;d | no
            StringNotEquals | a;b | a;b | no
            StringNotEquals | a;b | a;c | ?
            StringNotEquals | a;b | c;d | yes
            Bool            | true | true;true | yes
            """)
    void an_operator_for_one_value_is_certain_when_several_agree(
            String operator, String values, String actual, String expected) {
        assertThat(Asked.holds(operator, values, actual)).isEqualTo(expected);
    }

    @Test
    void an_empty_text_may_count_as_absent() {
        assertThat(Asked.holds("Null", "true", "")).isEqualTo("?");
        assertThat(Asked.holds("StringEquals", "a", "")).isEqualTo("no");
    }

    @Test
    void a_key_without_values_is_absent() {
        var document = Asked.policy(Asked.statement("Deny", "'Condition':{'Null':{'x:Key':'true'}}"));

        assertThat(Asked.decision(
                        document,
                        Principal.of(Asked.ANN),
                        RequestContext.knowing(Map.of("x:key", List.of()), Set.of())))
                .isEqualTo(PolicyEvaluation.Decision.EXPLICIT_DENY);
    }

    @Test
    void a_condition_without_values_cannot_be_told() {
        var document = Asked.policy(Asked.statement("Deny", "'Condition':{'StringEquals':{'x:Key':[]}}"));

        assertThat(Asked.decision(document, Principal.of(Asked.ANN))).isEqualTo(PolicyEvaluation.Decision.CANNOT_TELL);
    }

    @Test
    void all_conditions_must_hold() {
        var document = Asked.policy(
                Asked.statement("Allow", "'Condition':{'StringEquals':{'x:A':'a','x:B':'b'},'Bool':{'x:C':'true'}}"));
        var all = Map.of("x:a", List.of("a"), "x:b", List.of("b"), "x:c", List.of("true"));

        assertThat(Asked.decision(document, Principal.of(Asked.ANN), RequestContext.exactly(all)))
                .isEqualTo(PolicyEvaluation.Decision.ALLOW);
        all.keySet().forEach(key -> {
            var others = new HashMap<>(all);
            others.remove(key);
            assertThat(Asked.decision(document, Principal.of(Asked.ANN), RequestContext.exactly(others)))
                    .as("without %s", key)
                    .isEqualTo(PolicyEvaluation.Decision.IMPLICIT_DENY);
        });
    }
}
