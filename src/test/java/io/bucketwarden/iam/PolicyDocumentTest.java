package io.bucketwarden.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentTest {

    private static final String FOREIGN =
            "{\"Sid\":\"Theirs\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},"
                    + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::acme/*\"}";

    @Test
    void a_new_document_has_the_current_version() {
        var document = PolicyDocument.empty().with(List.of(ours("Ours", "false")), Set.of());

        assertThat(document.toJson()).startsWith("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Ours\"");
        assertThat(PolicyDocument.empty().isEmpty()).isTrue();
        assertThat(document.isEmpty()).isFalse();
    }

    @Test
    void id_version_and_unknown_fields_are_kept() {
        var document = PolicyDocument.parse(
                "{\"Id\":\"x\",\"Version\":\"2008-10-17\",\"Future\":{\"a\":[1.10,1E+3]},\"Statement\":" + FOREIGN
                        + "}");

        assertThat(document.toJson())
                .isEqualTo("{\"Id\":\"x\",\"Version\":\"2008-10-17\",\"Future\":{\"a\":[1.10,1E+3]},\"Statement\":["
                        + FOREIGN + "]}");
    }

    @Test
    void a_document_without_version_gets_none() {
        var document = PolicyDocument.parse("{\"Statement\":[" + FOREIGN + "]}")
                .with(List.of(ours("Ours", "false")), Set.of());

        assertThat(document.toJson()).startsWith("{\"Statement\":[" + FOREIGN);
    }

    @Test
    void a_statement_of_ours_is_replaced_in_its_place() {
        var document = PolicyDocument.empty()
                .with(List.of(ours("One", "false"), ours("Two", "false"), ours("Three", "false")), Set.of());

        var changed = document.with(List.of(ours("Four", "true"), ours("Two", "true")), Set.of("One", "Absent"));

        assertThat(changed.statements().stream().map(s -> s.sid().orElseThrow()))
                .containsExactly("Two", "Three", "Four");
        assertThat(changed.bySid("Two").orElseThrow().sameMeaning(ours("x", "true")))
                .isTrue();
        assertThat(document.statements()).hasSize(3);
    }

    @Test
    void a_sid_that_is_both_put_and_dropped_is_put() {
        var document = PolicyDocument.empty().with(List.of(ours("One", "false")), Set.of("One"));

        assertThat(document.with(List.of(ours("One", "true")), Set.of("One")).bySid("One"))
                .isPresent();
        assertThat(document.bySid("One")).isPresent();
    }

    @Test
    void an_empty_sid_counts_as_none() {
        var anonymous = FOREIGN.replace("Theirs", "");
        var document = PolicyDocument.parse("{\"Statement\":[" + anonymous + "," + anonymous + "]}");

        assertThat(document.statements()).hasSize(2).allMatch(s -> s.sid().isEmpty());
        assertThat(document.with(List.of(), Set.of("")).statements()).hasSize(2);
    }

    @Test
    void statements_to_put_need_distinct_sids() {
        var nameless = Statement.parse(ours("x", "false").json());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyDocument.empty().with(List.of(nameless, nameless), Set.of()))
                .withMessageContaining("x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyDocument.empty().with(List.of(ours("", "false")), Set.of()))
                .withMessageContaining("no Sid");
    }

    @Test
    void the_size_is_counted_in_bytes() {
        var document = PolicyDocument.parse("{\"Id\":\"größe €\",\"Statement\":[" + FOREIGN + "]}");

        assertThat(document.sizeInBytes())
                .isEqualTo(document.toJson().getBytes(StandardCharsets.UTF_8).length)
                .isGreaterThan(document.toJson().length());
        assertThat(PolicyDocument.MAX_BYTES).isEqualTo(20_480);
    }

    @Test
    void the_tree_of_a_statement_cannot_be_changed_from_outside() {
        var statement = ours("One", "false");

        ((com.fasterxml.jackson.databind.node.ObjectNode) statement.json()).put("Effect", "Allow");

        assertThat(statement.json().get("Effect").asText()).isEqualTo("Deny");
    }

    @Test
    void the_version_is_part_of_the_meaning_and_old_when_absent() {
        var none = PolicyDocument.parse("{\"Statement\":[" + FOREIGN + "]}");
        var old = PolicyDocument.parse("{\"Version\":\"2008-10-17\",\"Id\":\"i\",\"Statement\":" + FOREIGN + "}");
        var current = PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + FOREIGN + "]}");

        assertThat(none.sameMeaning(old)).isTrue();
        assertThat(none.sameMeaning(current)).isFalse();
    }

    @Test
    void another_statement_is_another_meaning() {
        var one = PolicyDocument.empty().with(List.of(ours("One", "false")), Set.of());
        var two = PolicyDocument.empty().with(List.of(ours("One", "true")), Set.of());

        assertThat(one.sameMeaning(two)).isFalse();
        assertThat(one.sameMeaning(PolicyDocument.empty())).isFalse();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                      | it is not a JSON object
            nonsense                                | it is not JSON (line 1, column 1)
            []                                      | it is not a JSON object
            "text"                                  | it is not a JSON object
            null                                    | it is not a JSON object
            {                                       | it is not JSON
            {} {}                                   | it is not JSON
            {}                                      | it has no Statement
            {"Statement":null}                      | it has no Statement
            {"Statement":"x"}                       | its Statement is neither a JSON object nor a list of them
            {"Statement":[1]}                       | statement number 1 is not a JSON object
            {"Statement":[{}]}                      | statement number 1 has no Effect; it must be Allow or Deny
            {"Statement":[],"Statement":[]}         | it names a field twice (line 1, column 28)
            {"Statement":[],"\u0053tatement":[]}    | it names a field twice
            {"Statement":[{"A":1,"A":1}]}           | it names a field twice
            {"Statement":[]} x                      | it is not JSON
            {"Statement":[]} []                     | it is not JSON, since more follows after its end (line 1, column 18)
            [] []                                   | it is not JSON, since more follows after its end
            {"Statement":[NaN]}                     | it is not JSON (line 1
            {"Statement":[Infinity]}                | it is not JSON (line 1
            {"Statement":[],"A":01}                 | it is not JSON (line 1
            {"Statement":[],"A":'x'}                | it is not JSON (line 1
            {"Statement":[],}                       | it is not JSON (line 1
            {"Statement":[],/**/"A":1}              | it is not JSON (line 1
            {"Statement":[],"A":1e99999999999}      | it holds a number that is out of all range
            {"Statement":[null]}                    | statement number 1 is not a JSON object
            {"Statement":[[{}]]}                    | statement number 1 is not a JSON object
            {"Statement":{"Sid":null}}              | statement number 1 has no Effect; it must be Allow or Deny
            {"Version":null,"Statement":[]}         | its Version is not a text
            {"Version":7,"Statement":[]}            | its Version is not a text
            {"Statement":{"Sid":7}}                 | statement number 1 has a Sid that is not a text
            {"Statement":{"Sid":"A","Effect":"allow"}} | statement A has the Effect allow; it must be Allow or Deny
            """)
    void a_malformed_document_says_what_is_wrong(String json, String message) {
        assertThatThrownBy(() -> PolicyDocument.parse(json))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest(name = "{0} without {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "Principal":{"AWS":"111122223333"} |                           | needs either Principal or NotPrincipal
            "Principal":{"AWS":"111122223333"} | "Principal":{"AWS":[]}    | has a Principal that names nobody
            "Principal":{"AWS":"111122223333"} | "Principal":{"AWS":{}}    | has a Principal that is neither a text nor a list of texts
            "Principal":{"AWS":"111122223333"} | "Principal":"*","NotPrincipal":"*" | needs either Principal or NotPrincipal
            "Action":"s3:GetObject"            |                           | needs either Action or NotAction
            "Action":"s3:GetObject"            | "Action":[]               | has an empty Action
            "Action":"s3:GetObject"            | "Action":[["s3:*"]]       | has a Action with something else than texts in its list
            "Resource":"arn:aws:s3:::acme/*"   |                           | needs either Resource or NotResource
            "Resource":"arn:aws:s3:::acme/*"   | "Resource":"*","Condition":7 | has a Condition that is not a JSON object
            "Resource":"arn:aws:s3:::acme/*"   | "Resource":"*","Condition":{"Bool":[]} | has a Condition in which Bool is not a JSON object
            "Resource":"arn:aws:s3:::acme/*"   | "Resource":"*","Condition":{"Bool":{"k":{}}} | has a Condition Bool on k that is neither a text nor a list of texts
            """)
    void a_malformed_statement_is_named(String part, String instead, String message) {
        var json = FOREIGN.replace(part, instead == null ? "\"X\":1" : instead);

        assertThatThrownBy(() -> PolicyDocument.parse("{\"Statement\":[" + json + "]}"))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessage("statement Theirs " + message);
    }

    @Test
    void a_sid_may_occur_once() {
        assertThatThrownBy(() -> PolicyDocument.parse("{\"Statement\":[" + FOREIGN + "," + FOREIGN + "]}"))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessage("two statements have the Sid Theirs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"Statement\":", "{\"Statement\":[{\"Condition\":"})
    void deep_nesting_is_malformed(String opening) {
        var deep = opening.repeat(5_000);

        assertThatThrownBy(() -> PolicyDocument.parse(deep))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageContaining("nested too deeply");
    }

    @Test
    void a_number_of_very_many_digits_is_malformed() {
        assertThatThrownBy(() -> PolicyDocument.parse("{\"Statement\":[],\"A\":" + "1".repeat(1_001) + "}"))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessage("it holds a number of more than 1000 digits");
        assertThat(PolicyDocument.parse("{\"Statement\":[],\"A\":" + "1".repeat(1_000) + "}")
                        .toJson())
                .hasSizeGreaterThan(1_000);
    }

    @Test
    void a_byte_order_mark_is_named() {
        assertThatThrownBy(() -> PolicyDocument.parse("\ufeff{\"Statement\":[]}"))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessage("it begins with a byte order mark, which is no part of JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufffd", "\ud83d", "\ude00", "\ude00\ud83d"})
    void text_that_was_no_utf8_is_never_taken_for_what_was_stored(String lost) {
        assertThatThrownBy(() -> PolicyDocument.parse("{\"Id\":\"" + lost + "\",\"Statement\":[]}"))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessage(
                        "it holds text that is not UTF-8 (or the character U+FFFD), which could not be written back as"
                                + " it is");
    }

    @Test
    void the_same_characters_as_escapes_are_kept() {
        var text = "{\"Id\":\"\\ufffd\\ud83d\\u0000\",\"Statement\":[]}";

        assertThat(PolicyDocument.parse(text).toJson()).isEqualTo(text);
    }

    @Test
    void a_huge_document_is_malformed() {
        var huge = "{\"Id\":\"" + "x".repeat(300_000) + "\",\"Statement\":[]}";

        assertThatThrownBy(() -> PolicyDocument.parse(huge))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageContaining("characters");
    }

    @Test
    void a_number_of_a_billion_digits_stays_small() {
        var document = PolicyDocument.parse("{\"Statement\":"
                + FOREIGN.replace(
                        "\"Resource\"",
                        "\"Condition\":{\"NumericLessThan\":{\"s3:max-keys\":1e999999999}},\"Resource\"")
                + "}");

        assertThat(document.sizeInBytes()).isLessThan(400);
        assertThat(document.sameMeaning(PolicyDocument.parse(document.toJson())))
                .isTrue();
    }

    @Test
    void a_message_quotes_no_more_than_a_little() {
        var json = FOREIGN.replace("Theirs", "S".repeat(5000)).replace("Allow", "A".repeat(5000));

        assertThatThrownBy(() -> PolicyDocument.parse("{\"Statement\":" + json + "}"))
                .isInstanceOf(MalformedPolicyException.class)
                .message()
                .hasSizeLessThan(256);
    }

    private static Statement ours(String sid, String value) {
        return Statement.deny(sid)
                .principal("*")
                .actions("s3:*")
                .resources("arn:aws:s3:::acme", "arn:aws:s3:::acme/*")
                .condition("Bool", "aws:SecureTransport", value)
                .build();
    }

    @Test
    void a_number_whose_exponent_is_out_of_range_blinds_nobody() {
        var document = PolicyDocument.parse("""
                {"Statement":{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*",
                "Condition":{"NumericLessThan":{"s3:max-keys":"100E2147483647"}}}}""");

        assertThat(document.sameMeaning(document)).isTrue();
    }
}
