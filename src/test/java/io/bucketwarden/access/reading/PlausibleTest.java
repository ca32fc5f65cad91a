package io.bucketwarden.access.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlausibleTest {

    private static final String KEY = "2026-11-29-06-12-32-0123456789ABCDEF";
    private static final String PARTITION = "1/r/b/2026/11/29/";
    private static final Instant WRITTEN = Instant.parse("2026-12-09T06:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "simple, 2026-11-27T06:12:32Z, 2026-12-09T07:00:00Z",
        "delivery, 2026-11-27T06:12:32Z, 2026-12-09T07:00:00Z",
        "event, 2026-11-25T00:00:00Z, 2026-11-30T00:00:00Z",
    })
    void the_time_in_a_key_bounds_the_times_of_its_requests(String kind, Instant first, Instant last) {
        var layout =
                switch (kind) {
                    case "simple" -> LogLayout.simple("");
                    case "delivery" -> LogLayout.byDeliveryTime("", "1", "r", "b");
                    default -> LogLayout.byEventTime("", "1", "r", "b");
                };
        var object = new LogObject(kind.equals("simple") ? KEY : PARTITION + KEY, 1, WRITTEN);
        assertBounds(Plausible.of(layout, object), first, last);
    }

    @ParameterizedTest
    @CsvSource({"copied.log, 2026-12-04T06:00:00Z, 2026-12-09T07:00:00Z"})
    void where_a_key_tells_none_it_is_by_when_the_object_was_written(String key, Instant first, Instant last) {
        assertBounds(Plausible.of(LogLayout.anything(""), new LogObject(key, 1, WRITTEN)), first, last);
    }

    private static void assertBounds(Plausible times, Instant first, Instant last) {
        assertThat(times.contains(first.getEpochSecond())).isTrue();
        assertThat(times.contains(first.getEpochSecond() - 1)).isFalse();
        assertThat(times.contains(last.getEpochSecond())).isTrue();
        assertThat(times.contains(last.getEpochSecond() + 1)).isFalse();
    }
}
