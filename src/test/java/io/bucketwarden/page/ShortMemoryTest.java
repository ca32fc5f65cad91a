package io.bucketwarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ShortMemoryTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-30T08:00:00Z"));
    private final ShortMemory<String, Integer> memory = new ShortMemory<>(3, now::get);

    @Test
    void what_has_ended_is_dropped_when_another_one_is_kept_though_nobody_asks_for_it() {
        memory.keep("hour", 1, Duration.ofHours(1));
        memory.keep("short", 2, Duration.ofSeconds(30));
        now.updateAndGet(time -> time.plusSeconds(30));

        memory.keep("next", 3, Duration.ofSeconds(30));
        assertThat(memory.size()).isEqualTo(2);
        assertThat(memory.get("hour")).contains(1);

        now.updateAndGet(time -> time.plusSeconds(3_570));
        memory.keep("last", 4, Duration.ofSeconds(30));
        assertThat(memory.size()).isEqualTo(1);
        assertThat(memory.get("last")).contains(4);
    }

    @Test
    void whoever_was_not_asked_for_longest_goes_first() {
        for (int i = 0; i < 3; i++) {
            memory.keep("k" + i, i, Duration.ofHours(1));
        }
        assertThat(memory.get("k0")).contains(0);

        memory.keep("k3", 3, Duration.ofHours(1));

        assertThat(memory.get("k1")).isEmpty();
        assertThat(memory.get("k0")).contains(0);
    }
}
