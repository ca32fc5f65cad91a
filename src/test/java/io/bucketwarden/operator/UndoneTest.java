package io.bucketwarden.operator;

import static io.bucketwarden.operator.History.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.operator.changes.SomeChanges;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UndoneTest {

    private static final Set<String> OURS = Set.of("Ours");

    @Test
    void what_is_there_in_other_words_and_order_was_not_undone() {
        var written = document(statement("A", "\"s3:GetObject\""), statement("B", "\"s3:PutObject\""));
        var now = document(statement("B", "[\"s3:PutObject\"]"), statement("A", "[\"s3:GetObject\"]"));

        assertThat(Undone.of(written, now, OURS).isNothing()).isTrue();
    }

    @Test
    void what_s3_rewrote_was_not_undone() {
        var account = "\"AWS\":\"arn:aws:iam::123456789012:root\"";
        var now = document(statement("A", "\"s3:GetObject\""), statement("B", "\"s3:PutObject\""));
        var written = document(
                statement("A", "\"s3:GetObject\"").replace(account, "\"CanonicalUser\":\"79a59df900b949e5\""),
                statement("B", "\"s3:PutObject\"").replace(account, "\"AWS\":\"111122223333\""));

        assertThat(Undone.of(written, now, OURS)).isEqualTo(new Undone(List.of("B"), List.of(), ""));
    }

    @Test
    void what_is_gone_and_what_says_something_else_is_missing() {
        var written = document(statement("A", "\"s3:GetObject\""), statement("B", "\"s3:PutObject\""));
        var now = document(statement("B", "\"s3:DeleteObject\""), statement("C", "\"s3:PutObject\""));

        assertThat(Undone.of(written, now, OURS)).isEqualTo(new Undone(List.of("A", "B"), List.of("C"), ""));
        assertThat(Undone.of(written, document(statement("B", "\"s3:DeleteObject\"")), OURS))
                .isEqualTo(new Undone(List.of("A", "B"), List.of(), ""));
    }

    @Test
    void what_was_taken_away_is_there_again() {
        var now = document(statement("Old", "\"s3:GetObject\""));

        assertThat(Undone.of(PolicyDocument.empty(), now, OURS)).isEqualTo(new Undone(List.of(), List.of("Old"), ""));
    }

    @Test
    void our_own_statements_do_not_count() {
        var written = document(statement("Ours", "\"s3:GetObject\""));
        var now = document(statement("Ours", "\"s3:PutObject\""));

        assertThat(Undone.of(written, now, OURS).isNothing()).isTrue();
        assertThat(Undone.of(PolicyDocument.empty(), now, OURS).isNothing()).isTrue();
        assertThat(Undone.of(now, PolicyDocument.empty(), OURS).isNothing()).isTrue();
    }

    @Test
    void it_is_told_who_lost_what_and_what_to_do() {
        var undone = new Undone(List.of("A", "B"), List.of("Old"), "");

        var told = undone.told(SomeChanges.by("alice", "PutBucketPolicy", START));

        assertThat(told.kind()).isEqualTo(Transition.Kind.PolicyUpdateLost);
        assertThat(told.kind().isWarning()).isTrue();
        assertThat(told.message())
                .isEqualTo("acme-invoices: PutBucketPolicy by arn:aws:iam::123456789012:user/alice from 203.0.113.7 at"
                        + " 2026-11-24T08:00:00Z (event PutBucketPolicy-alice-2026-11-24T08:00:00Z) came close to a"
                        + " write of the policy document by this operator, and did not last: A, B are missing or altered; Old is"
                        + " there again. Compare the document with what was meant, and make the change again.");
    }

    @Test
    void names_that_a_forger_chose_are_few_short_and_plain() {
        var sids = IntStream.range(0, 100)
                .mapToObj(i -> "\\u202e\\n" + i + "x".repeat(100))
                .toList();
        var written = document(sids.stream()
                .map(sid -> statement(sid, "\"s3:Get" + sid.length() + sids.indexOf(sid) + "\""))
                .toArray(String[]::new));

        var told = Undone.of(written, PolicyDocument.empty(), OURS)
                .told(SomeChanges.by("alice", "PutBucketPolicy", START));

        assertThat(told.message())
                .contains("??0xxx", " and 95 more are missing")
                .hasSizeLessThan(1024)
                .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}]");
    }

    private static PolicyDocument document(String... statements) {
        return PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":["
                + Arrays.stream(statements).collect(Collectors.joining(",")) + "]}");
    }

    private static String statement(String sid, String action) {
        return "{\"Sid\":\"" + sid
                + "\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:root\"}," + "\"Action\":"
                + action + ",\"Resource\":\"arn:aws:s3:::acme-invoices/*\"}";
    }
}
