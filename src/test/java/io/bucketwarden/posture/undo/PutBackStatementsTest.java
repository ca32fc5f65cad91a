package io.bucketwarden.posture.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.posture.CallFailed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a record, or a bucket before it was ours, must not have written with our rights. */
class PutBackStatementsTest {

    private static final String STATEMENT = """
            {"Sid":"%s","Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::acme/*",\
            "Condition":{"NumericLessThan":{"s3:TlsVersion":1.20}}}""";

    private final WholeS3 s3 = new WholeS3();
    private final Keeping keeping = new Keeping(s3);

    @Test
    void a_record_that_keeps_a_statement_under_the_name_of_another_is_refused() {
        s3.with("Policy", document(STATEMENT.formatted("Theirs")));
        var sid = "BucketwardenSecureTransport";

        for (var forged : List.of(
                Map.entry(sid, STATEMENT.formatted("Theirs")),
                Map.entry(sid, STATEMENT.formatted("")),
                Map.entry(sid, STATEMENT.formatted("Theirs").replace("\"Sid\":\"Theirs\",", "")),
                Map.entry(sid, "\"text\""),
                Map.entry("Theirs", STATEMENT.formatted("Theirs")),
                Map.entry("Theirs", "null"))) {
            var kept = Map.of("secureTransport", recorded(forged.getKey(), forged.getValue()));

            assertThatThrownBy(() -> keeping.one("secureTransport", kept))
                    .as(forged.toString())
                    .isInstanceOf(CallFailed.class)
                    .hasMessageContaining("by hand");
        }
        assertThat(s3.writes).isEmpty();
    }

    @Test
    void an_allow_under_a_sid_of_ours_is_never_written_and_only_our_statement_goes() {
        var planted = STATEMENT.formatted("BucketwardenSecureTransport").replace("Deny", "Allow");
        var theirs = STATEMENT.formatted("Theirs");
        s3.with("Policy", document(planted, theirs));
        var kept = keeping.kept("secureTransport");
        assertThat(keeping.remedies(kept)).isEmpty();
        s3.with("Policy", document(STATEMENT.formatted("BucketwardenSecureTransport"), theirs));

        keeping.putBack(kept);

        assertThat(s3.<String>now("Policy")).contains(document(theirs));
        assertThat(keeping.remedies(kept)).isEmpty();
        assertThat(keeping.one("secureTransport", kept).remarks())
                .singleElement()
                .asString()
                .contains("Allow", "BucketwardenSecureTransport", "is not written");
    }

    private static Kept recorded(String sid, String statement) {
        return Kept.parse(
                "{\"keptAt\":\"" + Keeping.DAY + "\",\"parts\":{},\"statements\":{\"" + sid + "\":" + statement + "}}");
    }

    private static String document(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }
}
