package io.bucketwarden.access.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.Fault;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the fields of a line are, whatever the client wrote into its own. */
class LogLineTest {

    private static final String FORGED =
            "x\" 403 AccessDenied 7 7 7 7 \"-\" \"y\" - h SigV2 - - forged.example TLSv1 - - forged";

    @Test
    void every_field_is_found() {
        assertFound(LineText.read());
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 19, 22, 24, 25, 26, 27, 28, 31})
    void older_lines_end_earlier_and_newer_ones_later(int count) {
        var line = LineText.read().withFields(count);

        assertFound(line);
        assertThat(read(line.toString()).count()).isEqualTo(Math.min(count, Field.COUNT));
    }

    @Test
    void a_field_in_quotes_that_aws_adds_one_day_is_ignored() {
        var line = read(LineText.read() + " \"en, de\" \"and - more\"");

        assertThat(line.text(Field.USER_AGENT)).isEqualTo("aws-cli/2.15.30 Python/3.11.8");
        assertThat(line.text(Field.TLS_VERSION)).isEqualTo("TLSv1.2");
    }

    @Test
    void what_was_not_sent_is_a_dash_in_quotes_or_without() {
        assertFound(LineText.read().withoutRequest());
        assertFound(LineText.read().withoutRequest().withFields(18));
        assertFound(LineText.read().with(Field.USER_AGENT, "").with(Field.REFERER, ""));
        var bare = read(LineText.read().toString().replace("\"aws-cli/2.15.30 Python/3.11.8\"", "-"));
        assertThat(bare.text(Field.USER_AGENT)).isEqualTo("-");
        assertThat(bare.text(Field.REFERER)).isEqualTo("-");
        assertThat(bare.text(Field.TLS_VERSION)).isEqualTo("TLSv1.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\"quoted\" and \" 200",
                "a\\\"b",
                "\" \"",
                "x\" - h SigV4 C A h TLSv1",
                "\" 200 - - - - - \"-\" \"-\" -",
                FORGED
            })
    void nothing_that_a_client_calls_itself_moves_another_field(String written) {
        assertFoundButThe(Field.USER_AGENT, LineText.read().with(Field.USER_AGENT, written));
        assertFoundButThe(Field.REFERER, LineText.read().with(Field.REFERER, written));
    }

    @Test
    void what_a_client_calls_itself_is_kept_with_its_quotes() {
        assertFound(LineText.read().with(Field.USER_AGENT, "a \"quoted\" name \\\"and\\\" more\""));
        assertFound(LineText.read().with(Field.REFERER, "https://example.com/\"x\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a\"b\"?c=\"d HTTP/1.1",
                "GET /\" HTTP/1.1",
                "GET /x?\"200\"-\" HTTP/1.1",
                "GET /without-version?x",
                "GET /raw space in it HTTP/1.1",
            })
    void a_request_may_hold_quotes(String uri) {
        assertFound(LineText.read().with(Field.REQUEST_URI, uri));
    }

    /** What is right of the client's fields is safe even if S3 wrote spaces into the request one day. */
    @Test
    void not_even_a_request_with_spaces_moves_what_is_right_or_left_of_it() {
        var line = LineText.read().with(Field.REQUEST_URI, "GET /" + FORGED + " HTTP/1.1");
        var read = read(line.toString());

        for (int field = Field.VERSION_ID; field < Field.COUNT; field++) {
            assertThat(read.text(field)).isEqualTo(line.field(field));
        }
        for (int field = 0; field < Field.REQUEST_URI; field++) {
            assertThat(read.text(field)).isEqualTo(line.field(field));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hello                                                          | NOT_A_RECORD
            one two three four five six seven eight nine ten               | NOT_A_RECORD
            #Version: 1.0                                                  | NOT_A_RECORD
            {"eventVersion":"1.11", "userIdentity": {"type": "IAMUser"}}   | NOT_A_RECORD
            o b [06/Feb/2026:00:00:38 +0000]x i r q op k "u" 200           | NOT_A_RECORD
            o b [06/Feb/2026:00:00:38 +0000] i r q op k e y "u" 200 -      | NOT_A_RECORD
            o b [no end of a time that is far longer than a time ever is, and longer still | NOT_A_RECORD
            o b -                                                          | BAD_TIME
            o b - i r q op k "u" 200 - 1 1 1 1 "-" "ua" -                  | BAD_TIME
            o b [06/Feb/2026                                               | TRUNCATED
            o b [06/Feb/2026:00:00:38 +0000]                               | TRUNCATED
            o b [06/Feb/2026:00:00:38 +0000] i r                           | TRUNCATED
            o b [06/Feb/2026:00:00:38 +0000] i r q op k "GET /x            | TRUNCATED
            o b [06/Feb/2026:00:00:38 +0000] i r q op k "u" 200 - 1 1      | TRUNCATED
            o b [06/Feb/2026:00:00:38 +0000] i r q op k "u" 200 - 1 1 1 1 "-" "ua"  | TRUNCATED
            o b [06/Feb/2026:00:00:38 +0000] i r q op k - x - 1 1 1 1 - - - | NOT_A_RECORD
            """)
    void what_is_no_line_is_told(String text, Fault fault) {
        assertThat(fault(text)).isEqualTo(fault);
    }

    @Test
    void fields_with_anything_in_them_are_found_again() {
        var random = new Random(20_260_206);
        for (int i = 0; i < 20_000; i++) {
            var line = RandomLines.next(random);
            var read = read(line.toString());
            for (int field = 0; field < Math.min(line.count(), Field.COUNT); field++) {
                if (field != Field.REFERER && field != Field.USER_AGENT) {
                    assertThat(read.text(field)).as("%s in %s", field, line).isEqualTo(line.field(field));
                }
            }
        }
    }

    @Test
    void a_line_that_was_cut_anywhere_tells_nothing_that_is_not_so() {
        var whole = LineText.read()
                .with(Field.USER_AGENT, "a \"quoted\" - h SigV4 one")
                .toString();
        var bytes = whole.getBytes(UTF_8);
        for (int length = 0; length < bytes.length; length++) {
            var line = new LogLine();
            var fault = line.read(bytes, 0, length, false);
            if (fault == null) {
                assertThat(line.isWhole()).isFalse();
                for (int field = 0; field < Field.REFERER; field++) {
                    assertThat(line.text(field)).isEqualTo(LineText.read().field(field));
                }
            } else {
                assertThat(fault).isIn(Fault.TRUNCATED, Fault.NOT_A_RECORD);
            }
        }
    }

    private static void assertFound(LineText line) {
        assertFoundButThe(-1, line);
    }

    /** Of referer and user agent, both of the client, the border may be another one. */
    private static void assertFoundButThe(int own, LineText line) {
        var read = read(line.toString());
        for (int field = 0; field < Math.min(line.count(), Field.COUNT); field++) {
            if (own < 0 || field != Field.REFERER && field != Field.USER_AGENT) {
                assertThat(read.text(field)).as("%s in %s", field, line).isEqualTo(line.field(field));
            }
        }
    }

    private static LogLine read(String text) {
        var line = new LogLine();
        // With others around it, as in a buffer.
        var bytes = ("before " + text + "\nbehind \" - h SigV4").getBytes(UTF_8);
        assertThat(line.read(bytes, 7, 7 + text.getBytes(UTF_8).length, true))
                .as(text)
                .isNull();
        return line;
    }

    private static Fault fault(String text) {
        var bytes = text.getBytes(UTF_8);
        return new LogLine().read(bytes, 0, bytes.length, true);
    }
}
