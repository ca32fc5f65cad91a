package io.bucketwarden.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SeenIdsTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));
    private final SeenIds seen = new SeenIds(now::get);

    @Test
    void an_event_is_new_once_in_an_hour() {
        assertThat(seen.isNew("1")).isTrue();
        assertThat(seen.isNew("1")).isFalse();
        assertThat(seen.isNew("2")).isTrue();

        pass(Duration.ofHours(1));
        assertThat(seen.isNew("1")).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(seen.isNew("1")).isTrue();
    }

    @Test
    void of_too_many_the_oldest_are_forgotten() {
        for (int id = 0; id <= SeenIds.MOST; id++) {
            seen.isNew(String.valueOf(id));
        }

        assertThat(seen.size()).isEqualTo(SeenIds.MOST);
        assertThat(seen.isNew("1")).isFalse();
        assertThat(seen.isNew("0")).isTrue();
    }

    @Test
    void one_whose_handling_failed_is_new_again() {
        seen.isNew("1");

        seen.forget("1");

        assertThat(seen.isNew("1")).isTrue();
    }

    @Test
    void of_many_threads_one_finds_it_new() {
        var found = new AtomicInteger();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 100; thread++) {
                threads.submit(() -> seen.isNew("1") ? found.incrementAndGet() : 0);
            }
        }

        assertThat(found).hasValue(1);
    }

    private void pass(Duration time) {
        now.updateAndGet(n -> n.plus(time));
    }
}
