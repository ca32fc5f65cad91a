package io.bucketwarden.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.Fault;
import io.bucketwarden.access.reading.LogObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadTest {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00.123Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | NOT_A_RECORD | logs/a: 1 line or record has not the form of one.
            3 | TRUNCATED    | logs/a: 3 lines or records cannot be read, the first of which ends too early.
            3 | DAMAGED      | logs/a: its content breaks off, is damaged or unpacks to more than any log does.
            """)
    void it_says_which_object_and_why(long unreadable, Fault fault, String text) {
        var unread = Unread.of(new LogObject("logs/a", 1, NOON), unreadable, fault);

        assertThat(unread.text())
                .isEqualTo("The newest log object of which not all could be read, written at 2026-11-29T12:00:00Z, is "
                        + text);
        assertThat(Unread.parse(unread.encode())).isEqualTo(unread);
    }

    @Test
    void whatever_strangers_name_an_object_it_is_one_line_of_bounded_length() {
        var unread = new Unread(NOON, "a\n\u001b[31m" + "k".repeat(2_000), "w\n" + "y".repeat(2_000));

        assertThat(unread.text()).hasSizeLessThan(1_500).matches("[ -~]*").contains("a??[31mkkk");
        assertThat(Unread.parse(unread.encode())).isEqualTo(unread);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "a\nb\nc", "2026-11-29T12:00:00Z\nlogs/a"})
    void one_that_cannot_be_understood_is_none(String text) {
        assertThat(Unread.parse(text)).isNull();
        assertThat(Unread.parse(null)).isNull();
    }
}
