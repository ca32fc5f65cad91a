package io.bucketwarden.command.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviewTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 0 | so the log of then may be missing; -o json
            1 | 0 | so the log of then may be missing or could not be read; -o json
            0 | 1 | so the log of then may be missing or could not be read; -o json
            """)
    void a_silent_day_may_be_one_that_could_not_be_read(long unreadable, long unread, String said) {
        var row = new PreviewReport.Row(
                "p",
                "acme",
                "networkAccess",
                1,
                0,
                "0",
                0,
                "2026-11-20",
                "2026-11-20",
                List.of(),
                List.of("2026-11-19"),
                null);

        assertThat(PreviewText.of(new PreviewReport(List.of(row), 1, 1, unreadable, unread, List.of())))
                .contains("silent days: no request was logged on 2026-11-19, " + said);
    }

    @Test
    void a_bucket_of_which_nothing_is_known_has_no_table_of_zeros() {
        var target = PreviewTarget.unreachable("p", "acme", "The operator's own account is not known yet.");
        var row = PreviewReport.Row.unknown(target, PreviewTarget.ALL, target.unknown.get(PreviewTarget.ALL));

        assertThat(PreviewText.of(new PreviewReport(List.of(row), 1, 1, 0, 0, List.of())))
                .startsWith("acme, policy p: The operator's own account is not known yet.\n")
                .doesNotContain("FACET", "all");
    }
}
