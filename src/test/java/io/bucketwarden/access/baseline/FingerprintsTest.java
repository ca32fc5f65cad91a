package io.bucketwarden.access.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.access.Accessor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintsTest {

    private static final FingerprintKey KEY = new FingerprintKey(1, 2);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void below_its_bound_it_is_a_map_with_the_latest_day_and_all_flags(long seed) {
        var random = new Random(seed);
        var prints = new Fingerprints(500);
        var model = new HashMap<Long, int[]>();
        for (int i = 0; i < 5_000; i++) {
            // In few runs of slots, so that they meet.
            var print = (long) random.nextInt(8) << 32 | random.nextInt(60);
            if (random.nextInt(3) == 0) {
                prints.remove(print);
                model.remove(print == 0 ? 1L : print);
            } else {
                var day = random.nextInt(20_000, 40_000);
                var flag = 1 << random.nextInt(4);
                prints.add(print, day, flag);
                model.merge(print == 0 ? 1L : print, new int[] {day, flag}, (a, b) ->
                        new int[] {Math.max(a[0], b[0]), a[1] | b[1]});
            }
        }
        assertThat(prints.size()).isEqualTo(model.size());
        assertThat(prints.dropped()).isZero();
        var seen = new HashMap<Long, int[]>();
        prints.each((print, day, flags) -> seen.put(print, new int[] {day, flags}));
        assertThat(seen.keySet()).isEqualTo(model.keySet());
        model.forEach((print, expected) -> {
            assertThat(seen.get(print)).containsExactly(expected);
            assertThat(prints.contains(print)).isTrue();
            assertThat(prints.flags(print)).isEqualTo(expected[1]);
        });
    }

    @Test
    void when_it_is_full_the_oldest_day_goes_first_and_what_is_in_it_was_put_in() {
        var random = new Random(7);
        var prints = new Fingerprints(1_000);
        var put = new HashSet<Long>();
        for (int day = 100; day < 110; day++) {
            for (int i = 0; i < 200; i++) {
                var print = random.nextLong();
                put.add(print);
                prints.add(print, day, 0);
                assertThat(prints.size()).isLessThanOrEqualTo(1_000);
            }
        }
        var days = new HashSet<Integer>();
        prints.each((print, day, flags) -> {
            assertThat(put).contains(print);
            days.add(day);
        });
        assertThat(days).doesNotContain(100, 101, 102, 103).contains(105, 106, 107, 108, 109);
        assertThat(prints.dropped()).isEqualTo(2_000 - prints.size());
    }

    @Test
    void within_one_day_those_that_came_first_stay() {
        var prints = new Fingerprints(10);
        for (int i = 1; i <= 30; i++) {
            prints.add((long) i << 32, 50, 0);
        }
        for (int i = 1; i <= 10; i++) {
            assertThat(prints.contains((long) i << 32)).isTrue();
        }
        assertThat(prints.size()).isEqualTo(10);
        assertThat(prints.dropped()).isEqualTo(20);
    }

    @Test
    void who_was_not_seen_since_a_day_is_forgotten() {
        var prints = new Fingerprints(10);
        prints.add(1, 50, 0);
        prints.add(2, 51, 0);
        prints.add(3, 50, 0);
        prints.add(3, 52, 0);
        prints.forgetBefore(51);
        assertThat(prints.contains(1)).isFalse();
        assertThat(prints.contains(2)).isTrue();
        assertThat(prints.contains(3)).isTrue();
    }

    @Test
    void what_is_stored_is_read_back_and_of_a_fixed_size() throws IOException {
        var random = new Random(3);
        var prints = new Fingerprints(2_000);
        for (int i = 0; i < 2_000; i++) {
            prints.add(random.nextLong(), 20_000 + random.nextInt(400), random.nextInt(16));
        }
        var stored = stored(prints);
        assertThat(stored).hasSize(Integer.BYTES + 2_000 * Fingerprints.STORED_BYTES);
        var read = Fingerprints.read(new DataInputStream(new ByteArrayInputStream(stored)), 2_000);
        assertThat(stored(read)).isEqualTo(stored);
        assertThatThrownBy(() -> Fingerprints.read(new DataInputStream(new ByteArrayInputStream(stored)), 1_999))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2000");
    }

    @Test
    void a_fingerprint_depends_on_each_part_on_its_place_and_on_both_halves_of_the_key() {
        var prints = new HashSet<Long>();
        for (var key : new FingerprintKey[] {KEY, new FingerprintKey(1, 3), new FingerprintKey(2, 2)}) {
            prints.add(key.accessor(new Accessor("ab", "c", "d")));
            prints.add(key.accessor(new Accessor("a", "bc", "d")));
            prints.add(key.accessor(new Accessor("ab", "", "cd")));
            prints.add(key.accessor(new Accessor("ab", "cd", "")));
            prints.add(key.accessor(new Accessor("\0ab", "c", "d")));
            prints.add(key.accessor(new Accessor("ab\0", "c", "d")));
            prints.add(key.accessor(new Accessor("abcde", "c", "d")));
            prints.add(key.application(new Accessor("ab", "c", "d")));
            prints.add(key.principal("ab"));
            prints.add(key.principal(""));
        }
        assertThat(prints).hasSize(30);
        assertThat(KEY.accessor(new Accessor("ab", "c", "d"))).isEqualTo(KEY.accessor(new Accessor("ab", "c", "d")));
        assertThat(FingerprintKey.random()).isNotEqualTo(FingerprintKey.random());
    }

    private static byte[] stored(Fingerprints prints) throws IOException {
        var bytes = new ByteArrayOutputStream();
        prints.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
