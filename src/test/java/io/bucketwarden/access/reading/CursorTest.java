package io.bucketwarden.access.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.access.reading.Cursor.Bounds;
import io.bucketwarden.access.reading.Cursor.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final Instant NOW = Instant.parse("2026-11-29T06:12:32Z");
    private static final int MINUTE = (int) (NOW.getEpochSecond() / 60);

    @Test
    void it_survives_being_written_and_read() throws DamagedCursor {
        var full = full(new Random(1));

        assertThat(Cursor.parse(full.encode())).isEqualTo(full);
        assertThat(Cursor.parse(Cursor.start(NOW).encode())).isEqualTo(Cursor.start(NOW));
        assertThat(full.size()).isEqualTo(Cursor.MOST);
    }

    @Test
    void twenty_thousand_objects_at_any_time_of_four_days_are_at_most_250_kilobytes() {
        assertThat(full(new Random(2)).encode()).hasSizeLessThanOrEqualTo(250_000);
    }

    @Test
    void any_single_changed_character_is_noticed() {
        var text = Cursor.of(new Bounds(1, 2, 3, 0, 0, true), List.of(new Entry(7, MINUTE, MINUTE / 60)))
                .encode();
        for (int i = 0; i < text.length(); i++) {
            var changed = new StringBuilder(text);
            changed.setCharAt(i, text.charAt(i) == 'A' ? 'C' : 'A');
            assertThatThrownBy(() -> Cursor.parse(changed.toString()))
                    .as("%s at %s", changed, i)
                    .isInstanceOf(DamagedCursor.class);
        }
    }

    @Test
    void one_cut_off_anywhere_is_refused() {
        var text = full(new Random(3)).encode();
        for (int length = 0; length < text.length(); length += 997) {
            var cut = text.substring(0, length);
            assertThatThrownBy(() -> Cursor.parse(cut)).isInstanceOf(DamagedCursor.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.", "1.AAAA", "1.%%%", "x", "0x1.AAAA", "null"})
    void what_is_none_is_refused(String text) {
        assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(DamagedCursor.class);
    }

    @Test
    void one_of_a_newer_version_is_refused_by_that_name() {
        assertThatThrownBy(() -> Cursor.parse("2.AAAA"))
                .isInstanceOf(DamagedCursor.class)
                .hasMessageContaining("newer version (2)");
    }

    @Test
    void of_too_many_objects_those_that_were_written_first_are_forgotten_and_never_read_again() {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < Cursor.MOST + 10; i++) {
            entries.add(new Entry(i, MINUTE + i / 100, MINUTE / 60));
        }
        var settled = Cursor.of(new Bounds(0, 0, (MINUTE + 60L) * 60, 0, 0, true), entries);
        var unsettled = Cursor.of(new Bounds(0, 0, 0, 0, 0, true), entries);

        assertThat(settled.size()).isEqualTo(Cursor.MOST + 10 - 100);
        assertThat(settled.floor()).isEqualTo(Instant.ofEpochSecond((MINUTE + 1L) * 60));
        assertThat(settled.narrowed()).isZero();
        assertThat(unsettled.narrowed()).isEqualTo(1);
    }

    @Test
    void objects_of_the_same_minute_are_forgotten_together_even_if_that_leaves_none() {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < Cursor.MOST + 1; i++) {
            entries.add(new Entry(i, MINUTE, MINUTE / 60));
        }

        var cursor = Cursor.of(new Bounds(0, 0, 0, 0, 0, true), entries);

        assertThat(cursor.size()).isZero();
        assertThat(cursor.floor()).isEqualTo(Instant.ofEpochSecond((MINUTE + 1L) * 60));
        assertThat(cursor.narrowed()).isEqualTo(1);
    }

    @Test
    void fingerprints_of_keys_that_differ_in_one_character_differ_in_half_of_their_bits() {
        var seen = new HashSet<Long>();
        long bits = 0;
        for (int i = 0; i < 100_000; i++) {
            var print = Fingerprint.of("logs/2026-11-29-06-12-32-" + Integer.toHexString(i));
            assertThat(seen.add(print)).isTrue();
            bits += Long.bitCount(print ^ Fingerprint.of("logs/2026-11-29-06-12-32-" + Integer.toHexString(i ^ 1)));
        }
        assertThat(bits / 100_000.0).isBetween(31.5, 32.5);
    }

    private static Cursor full(Random random) {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < Cursor.MOST; i++) {
            int written = MINUTE - random.nextInt(4 * 24 * 60);
            entries.add(new Entry(random.nextLong(), written, written / 60 - random.nextInt(4 * 24)));
        }
        return Cursor.of(new Bounds(NOW.getEpochSecond() - 10 * 86400, NOW.getEpochSecond(), 5, 6, 7, true), entries);
    }
}
