package io.bucketwarden.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What others wrote stays byte for byte, however oddly they wrote it. */
class VerbatimTest {

    private static final Statement OURS = Statement.deny("Ours")
            .principal("*")
            .actions("s3:*")
            .resources("arn:aws:s3:::acme")
            .condition("Bool", "aws:SecureTransport", "false")
            .build();

    @Test
    void statements_of_others_keep_every_character_and_their_order() {
        Seeds.each(3000, random -> {
            var odd = new OddText(random).document(random.nextInt(5));

            var changed = PolicyDocument.parse(odd.text()).with(List.of(OURS), Set.of("Absent"));

            assertThat(changed.toJson()).isEqualTo(joined(odd, OURS.toString()));
            assertThat(changed.with(List.of(), Set.of("Ours")).toJson()).isEqualTo(joined(odd));
        });
    }

    @Test
    void what_is_read_again_is_the_same_text_and_meaning() {
        Seeds.each(1000, random -> {
            var document =
                    PolicyDocument.parse(new OddText(random).document(3).text()).with(List.of(OURS), Set.of());

            var again = PolicyDocument.parse(document.toJson());

            assertThat(again.toJson()).isEqualTo(document.toJson());
            assertThat(again.sameMeaning(document)).isTrue();
            assertThat(again.sizeInBytes()).isEqualTo(document.toJson().getBytes(StandardCharsets.UTF_8).length);
        });
    }

    @Test
    void a_change_and_its_reversal_leave_no_trace() {
        Seeds.each(300, random -> {
            var document = PolicyDocument.parse(new OddText(random).document(4).text());

            var there = document.with(List.of(OURS), Set.of());

            assertThat(there.with(List.of(), Set.of("Ours")).toJson()).isEqualTo(document.toJson());
            assertThat(document.with(List.of(), Set.of()).toJson()).isEqualTo(document.toJson());
        });
    }

    @Test
    void a_document_of_a_quarter_megabyte_is_kept_as_well() {
        var statement = new OddText(new java.util.Random(7)).statement(1);
        var padded = statement.substring(0, statement.length() - 1) + ",\"Pad\":\"" + "é😀".repeat(60_000) + "\"}";

        var document = PolicyDocument.parse("{\"Statement\":[" + padded + "],\"Id\":\"x\"}");

        assertThat(document.with(List.of(OURS), Set.of()).toJson())
                .isEqualTo("{\"Statement\":[" + padded + "," + OURS + "],\"Id\":\"x\"}");
    }

    @Test
    void a_single_statement_that_is_no_list_is_kept_too() {
        var statement = new OddText(new java.util.Random(3)).statement(1);

        var document = PolicyDocument.parse("{ \"Statement\" : " + statement + " , \"Id\" : 1.50 }");

        assertThat(document.toJson()).isEqualTo("{\"Statement\":[" + statement + "],\"Id\" : 1.50}");
    }

    private static String joined(OddText.Document odd, String... more) {
        var statements = new ArrayList<>(odd.statements());
        statements.addAll(List.of(more));
        var fields = new ArrayList<>(odd.fieldsBefore());
        fields.add("\"Statement\":[" + String.join(",", statements) + "]");
        fields.addAll(odd.fieldsAfter());
        return "{" + String.join(",", fields) + "}";
    }
}
