package io.bucketwarden.command.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.access.reading.LogLayout;
import io.bucketwarden.access.reading.LogListing;
import io.bucketwarden.access.reading.LogObject;
import io.bucketwarden.access.reading.LogStore;
import io.bucketwarden.command.Progress;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreviewReadingTest {

    private static final int MANY = 20_000;
    private static final int AT_ONCE = 2;
    private static final byte[] ONE_REQUEST =
            PreviewLines.line("acme", PreviewLines.INSIDE).getBytes(StandardCharsets.UTF_8);

    /** Many objects, of which none is there before it is asked for. */
    private static final class Counted implements LogStore {

        private final int breaksAt;
        private int listed;
        private int opened;
        private int mostAhead;

        Counted(int breaksAt) {
            this.breaksAt = breaksAt;
        }

        @Override
        public Iterator<LogObject> list(String prefix, String startAfter) {
            return IntStream.range(0, MANY).mapToObj(this::object).iterator();
        }

        private synchronized LogObject object(int number) {
            if (number == breaksAt) {
                throw new UncheckedIOException(new java.io.IOException("no more pages"));
            }
            listed++;
            return new LogObject(
                    "2026-11-20-12-01-00-%08X".formatted(number),
                    ONE_REQUEST.length,
                    Instant.parse("2026-11-20T12:05:00Z"));
        }

        @Override
        public synchronized InputStream open(LogObject object) {
            mostAhead = Math.max(mostAhead, listed - opened);
            opened++;
            return new ByteArrayInputStream(ONE_REQUEST);
        }
    }

    @Test
    void of_a_long_log_no_more_is_listed_than_is_read_at_once() {
        var store = new Counted(MANY);

        var read = read(store);

        assertThat(read.objects()).isEqualTo(MANY);
        assertThat(read.requests()).isEqualTo(MANY);
        assertThat(store.mostAhead).isPositive().isLessThanOrEqualTo(AT_ONCE);
    }

    @Test
    void half_a_listing_gives_no_result_and_says_why() {
        var store = new Counted(10);

        assertThatThrownBy(() -> read(store))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no more pages");
        assertThat(store.opened).isEqualTo(10);
    }

    private static PreviewReading.Result read(LogStore store) {
        var due = new LogListing(store, LogLayout.anything(""))
                .between(Instant.EPOCH, Instant.parse("2026-11-21T00:00:00Z"));
        try (var progress = new Progress(new PrintWriter(Writer.nullWriter()), Progress.UNTOLD, false)) {
            return new PreviewReading(store, List.of(), progress).read(due);
        }
    }
}
